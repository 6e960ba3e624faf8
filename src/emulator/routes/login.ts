import { Hono } from "hono";
import type { Context } from "hono";
import {
  accountsAt,
  cancelLogin,
  connectionsOf,
  findLogin,
  finishLogin,
} from "#emulator/authorization/login.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { PageError } from "#emulator/errors.ts";
import type { Identity, LoginTransaction } from "#emulator/model.ts";
import { renderAccountsPage, renderLoginPage } from "#emulator/pages/login.ts";
import type { LoginView } from "#emulator/pages/login.ts";
import { verifyPassword } from "#emulator/passwords.ts";
import { emailOf } from "#emulator/users.ts";

/** Verified when there is no such account, so that the answer takes as long. */
const nobodysHash =
  "$pbkdf2-sha256$i=60000,l=32$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/**
 * The pages between `/authorize` and its answer. Each form carries the login's CSRF token.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.7
 */
export function createLoginRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get("/u/login", (c) => {
      const view = findLogin(c, core, c.req.query("state"));
      c.set("rule", "login-form");
      return showLogin(core, view, view.transaction.request.loginHint ?? "", false);
    })
    .post("/u/login", async (c) => {
      const { view, form } = await readForm(c, core);
      const email = form.get("username") ?? "";
      const account = await authenticate(core, view.transaction, email, form.get("password") ?? "");
      if (account !== undefined) return finishLogin(c, core, view.transaction, account);
      c.set("rule", "login-wrong-password");
      return showLogin(core, view, email, true);
    })
    .get("/u/accounts", (c) => {
      const view = findLogin(c, core, c.req.query("state"));
      const connection = findProvider(core, view.transaction, c.req.query("connection"));
      c.set("rule", "login-form");
      return renderAccountsPage(core, view, connection, accountsAt(core, [connection]));
    })
    .post("/u/accounts", async (c) => {
      const { view, form } = await readForm(c, core);
      const connection = findProvider(core, view.transaction, form.get("connection"));
      const account = accountsAt(core, [connection]).find(({ id }) => id === form.get("account"));
      if (account === undefined) throw new PageError("account-unknown");
      return finishLogin(c, core, view.transaction, account);
    })
    .post("/u/cancel", async (c) => {
      const { view } = await readForm(c, core);
      return cancelLogin(c, core, view.transaction);
    });
}

function showLogin(
  core: Core,
  view: LoginView,
  email: string,
  isWrong: boolean,
): Promise<Response> {
  const connections = connectionsOf(core, view.transaction);
  return renderLoginPage(core, view, {
    hasPassword: connections.some(({ strategy }) => strategy === "auth0"),
    providers: connections.filter(({ strategy }) => strategy !== "auth0"),
    email,
    isWrong,
  });
}

async function readForm(
  c: Context<TenantEnv>,
  core: Core,
): Promise<{ view: LoginView; form: URLSearchParams }> {
  const form = new URLSearchParams(await c.req.text());
  const view = findLogin(c, core, form.get("state") ?? undefined);
  if (form.get("csrf") !== view.transaction.csrf) throw new PageError("login-over");
  return { view, form };
}

function findProvider(core: Core, transaction: LoginTransaction, name: string | null | undefined) {
  const connection = connectionsOf(core, transaction).find((one) => one.name === name);
  if (connection === undefined || connection.strategy === "auth0")
    throw new PageError("account-unknown");
  return connection;
}

async function authenticate(
  core: Core,
  transaction: LoginTransaction,
  email: string,
  password: string,
): Promise<Identity | undefined> {
  const databases = connectionsOf(core, transaction).filter(({ strategy }) => strategy === "auth0");
  const wanted = email.trim().toLowerCase();
  const account = accountsAt(core, databases).find(
    (identity) => emailOf(identity)?.toLowerCase() === wanted,
  );
  const isRight = await verifyPassword(password, account?.passwordHash ?? nobodysHash);
  return isRight ? account : undefined;
}
