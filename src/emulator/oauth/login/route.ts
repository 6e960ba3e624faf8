import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import { readLoginForm } from "./form.ts";
import {
  accountsAt,
  cancelLogin,
  connectionsOf,
  databaseToJoin,
  demoAccountsAt,
  findConsentSession,
  findLogin,
  finishConsent,
  finishLogin,
} from "./login.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { PageError } from "#emulator/rules/errors.ts";
import { identityKey } from "#emulator/model.ts";
import type { Connection, DemoAccount, Identity, LoginTransaction } from "#emulator/model.ts";
import { renderAccountsPage, renderConsentPage, renderLoginPage } from "./pages.ts";
import type { LoginView } from "./pages.ts";
import type { Page } from "#emulator/oauth/page.ts";
import { verifyPassword } from "#emulator/accounts/passwords.ts";
import { emailOf, rootProfile } from "#emulator/accounts/users.ts";

/** Verified when there is no such account, so that the answer takes as long. */
const NOBODYS_HASH =
  "$pbkdf2-sha256$i=60000,l=32$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/**
 * The pages between `/authorize` and its answer. Each form carries the login's `state`.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.7
 */
export function createLoginRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get("/u/login", async (c) => {
      const view = findLogin(c, core, c.req.query("state"));
      const email = view.transaction.request.loginHint ?? "";
      return answer(c, "login-form", await renderLogin(core, view, email, undefined));
    })
    .post("/u/login", async (c) => {
      const { view, form } = await readLoginForm(c, core);
      const demo = findDemo(core, view.transaction, form.get("demo"));
      const email = demo?.email ?? form.get("username") ?? "";
      const password = demo?.password ?? form.get("password") ?? "";
      const account = await authenticate(core, view.transaction, demo, email, password);
      if (account !== undefined) return finishLogin(c, core, view.transaction, account);
      c.set("because", "no account of this address has this password");
      const problem = "Wrong email or password";
      return answer(c, "login-wrong-password", await renderLogin(core, view, email, problem));
    })
    .get("/u/accounts", async (c) => {
      const view = findLogin(c, core, c.req.query("state"));
      const connection = findProvider(core, view.transaction, c.req.query("connection"));
      const accounts = accountsAt(core, [connection]);
      return answer(c, "login-form", await renderAccountsPage(core, view, connection, accounts));
    })
    .post("/u/accounts", async (c) => {
      const { view, form } = await readLoginForm(c, core);
      const connection = findProvider(core, view.transaction, form.get("connection"));
      const account = accountsAt(core, [connection]).find(({ id }) => id === form.get("account"));
      if (account === undefined) throw new PageError("account-unknown");
      return finishLogin(c, core, view.transaction, account);
    })
    .get("/u/consent", async (c) => {
      const view = findLogin(c, core, c.req.query("state"));
      const { user } = findConsentSession(c, core, view.transaction);
      const email = rootProfile(user)["email"];
      const name = typeof email === "string" ? email : user.userId;
      return answer(c, "consent-form", await renderConsentPage(core, view, name));
    })
    .post("/u/consent", async (c) => {
      const { view, form } = await readLoginForm(c, core);
      // Scripts that know Auth0's page send the name that all its buttons have.
      const decision = form.get("decision") ?? form.get("action");
      if (decision === undefined) throw new PageError("form-unreadable");
      return finishConsent(c, core, view.transaction, decision === "accept");
    })
    .post("/u/cancel", async (c) => {
      const { view } = await readLoginForm(c, core);
      return cancelLogin(c, core, view.transaction);
    });
}

function renderLogin(
  core: Core,
  view: LoginView,
  email: string,
  problem: string | undefined,
): Promise<Page> {
  const connections = connectionsOf(core, view.transaction);
  return renderLoginPage(core, view, {
    hasPassword: connections.some(({ strategy }) => strategy === "auth0"),
    takesNewcomers: databaseToJoin(connections) !== undefined,
    providers: connections.filter(({ strategy }) => strategy !== "auth0"),
    demoAccounts: demoAccountsAt(core, connections),
    email,
    problem,
  });
}

/**
 * The demo account whose button was pressed; undefined where the form itself was sent.
 * @throws PageError `account-unknown`
 */
function findDemo(
  core: Core,
  transaction: LoginTransaction,
  key: string | undefined,
): DemoAccount | undefined {
  if (key === undefined) return undefined;
  const offered = demoAccountsAt(core, connectionsOf(core, transaction));
  const demo = offered.find((account) => account.identityKey === key);
  if (demo === undefined) throw new PageError("account-unknown");
  return demo;
}

function findProvider(
  core: Core,
  transaction: LoginTransaction,
  name: string | null | undefined,
): Connection {
  const connection = connectionsOf(core, transaction).find((one) => one.name === name);
  if (connection === undefined || connection.strategy === "auth0")
    throw new PageError("account-unknown");
  return connection;
}

/**
 * The account that somebody may log in to. A demo account is who its button names: its old address may be
 * somebody else's by now. One of a provider needs no password here.
 */
async function authenticate(
  core: Core,
  transaction: LoginTransaction,
  demo: DemoAccount | undefined,
  email: string,
  password: string,
): Promise<Identity | undefined> {
  const accounts = () => accountsAt(core, connectionsOf(core, transaction));
  const wanted = email.trim().toLowerCase();
  const account = accounts().find((identity) =>
    demo === undefined
      ? !identity.isSocial && emailOf(identity)?.toLowerCase() === wanted
      : identityKey(identity) === demo.identityKey,
  );
  if (account?.isSocial) return account;
  if (!(await verifyPassword(password, account?.passwordHash ?? NOBODYS_HASH))) return undefined;
  // It may have another password by now, or be somebody else's.
  return accounts().find(
    (identity) =>
      account !== undefined &&
      identityKey(identity) === identityKey(account) &&
      identity.passwordHash === account.passwordHash,
  );
}
