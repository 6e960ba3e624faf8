import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import { readLoginForm } from "./form.ts";
import { connectionsOf, databaseToJoin, findLogin, finishLogin, requireOpen } from "./login.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { addAccount, isEmail } from "#emulator/accounts/add.ts";
import { PageError } from "#emulator/rules/errors.ts";
import type { Connection, LoginTransaction } from "#emulator/model.ts";
import { renderSignUpPage } from "./pages.ts";
import { hashPassword, MIN_PASSWORD } from "#emulator/accounts/passwords.ts";

/**
 * The sign-up page. It makes an account that works at once and whose e-mail address nobody has verified,
 * which is the start of every story about taking over accounts.
 * @see https://auth0.com/docs/authenticate/login/auth0-universal-login/universal-login-vs-classic-login/universal-experience
 */
export function createSignUpRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get("/u/signup", async (c) => {
      const view = findLogin(c, core, c.req.query("state"));
      databaseOf(core, view.transaction);
      const email = view.transaction.request.loginHint ?? "";
      const page = await renderSignUpPage(core, view, { email, problem: undefined });
      return answer(c, "sign-up-form", page);
    })
    .post("/u/signup", async (c) => {
      const { view, form } = await readLoginForm(c, core);
      const connection = databaseOf(core, view.transaction);
      const typed = (form.get("email") ?? "").trim();
      // Joined anew: a part of a text keeps all of it in memory, which is the whole form.
      const email = typed.toLowerCase().split("").join("");
      const password = form.get("password") ?? "";
      const refuse = async (problem: string): Promise<Response> => {
        c.set("because", problem);
        const page = await renderSignUpPage(core, view, { email, problem });
        return answer(c, "sign-up-refused", page);
      };
      if (!isEmail(typed)) return refuse("Enter an email address.");
      if (password.length < MIN_PASSWORD)
        return refuse(`Choose a password of at least ${MIN_PASSWORD} characters.`);
      const passwordHash = await hashPassword(password, core.random);
      // From here to the end of the login nothing is awaited, so a form posted twice makes one account.
      requireOpen(core, view.transaction);
      const user = addAccount(core, {
        connection,
        profile: { email, email_verified: false },
        passwordHash,
      });
      if (user === "exists") return refuse("There is an account with this email address already.");
      if (user === "full") return refuse("This tenant holds as many users as it can.");
      return finishLogin(c, core, view.transaction, user.identities[0]);
    });
}

function databaseOf(core: Core, transaction: LoginTransaction): Connection {
  const found = databaseToJoin(connectionsOf(core, transaction));
  // /authorize sends nobody here then.
  if (found === undefined) throw new PageError("page-not-found");
  return found;
}
