import type { Context } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { AuthorizationError, PageError } from "#emulator/rules/errors.ts";
import { randomId } from "#emulator/ids.ts";
import { identityKey } from "#emulator/model.ts";
import type {
  Application,
  AuthorizationRequest,
  Connection,
  DemoAccount,
  Identity,
  LoginTransaction,
} from "#emulator/model.ts";
import { loginPath } from "./pages.ts";
import type { AuthorizationRefusal } from "#emulator/rules/refusal.ts";
import {
  bindLogin,
  readLoginBinding,
  readSession,
  signIn,
  unbindLogin,
} from "#emulator/oauth/sessions.ts";
import type { LiveSession } from "#emulator/oauth/sessions.ts";
import { findUserByIdentity } from "#emulator/accounts/users.ts";
import { completeAuthorization } from "#emulator/oauth/authorize/complete.ts";
import type { AuthorizationOutcome } from "#emulator/oauth/authorize/complete.ts";
import { needsConsent, rememberConsent } from "./consent.ts";
import { sendAuthorizationResponse } from "#emulator/oauth/authorize/respond.ts";

/** A person has this many milliseconds to log in. */
const LOGIN_LIFETIME = 3_600_000;

/**
 * Begins a login that only this browser can finish, once.
 * @param live the session that is there already, when nothing but consent is missing
 */
export function beginLogin(
  c: Context<TenantEnv>,
  core: Core,
  request: AuthorizationRequest,
  live?: LiveSession,
): LoginTransaction {
  const now = core.clock();
  const id = randomId(core.random, 32);
  const transaction: LoginTransaction = {
    id,
    browser: bindLogin(c, core, id, LOGIN_LIFETIME / 1000),
    request,
    sid: live?.session.sid,
    userId: live?.user.userId,
    expiresAt: now + LOGIN_LIFETIME,
  };
  core.store.logins.set(transaction.id, transaction);
  return transaction;
}

/**
 * The login that a page belongs to, and who asked for it.
 * @throws PageError `login-over` when it is finished, expired, or began in another browser
 */
export function findLogin(
  c: Context<TenantEnv>,
  core: Core,
  id: string | undefined,
): { transaction: LoginTransaction; application: Application } {
  const transaction = id === undefined ? undefined : core.store.logins.get(id);
  if (transaction === undefined) throw over("there is no such login, or it was finished");
  if (transaction.expiresAt <= core.clock()) throw over("the login has expired");
  if (transaction.browser !== readLoginBinding(c, core, transaction.id))
    throw over("the login began in another browser");
  const application = core.config.applications.get(transaction.request.clientId);
  if (application === undefined) throw over("the application is gone");
  return { transaction, application };
}

/** The connections on offer: those of the application, or the one that was asked for. */
export function connectionsOf(
  core: Core,
  { request }: Pick<LoginTransaction, "request">,
): Connection[] {
  const { clientId, connection: asked } = request;
  return [...core.config.connections.values()].filter(
    ({ name, clientIds }) => clientIds.has(clientId) && (asked === undefined || asked === name),
  );
}

/** The database at which somebody may sign up. */
export function databaseToJoin(connections: readonly Connection[]): Connection | undefined {
  return connections.find(({ strategy, isClosed }) => strategy === "auth0" && !isClosed);
}

/** The accounts at these connections, linked ones included: linking does not close a way to log in. */
export function accountsAt(core: Core, connections: readonly Connection[]): Identity[] {
  const names = new Set(connections.map(({ name }) => name));
  return [...core.store.users.values()]
    .flatMap(({ identities }) => identities)
    .filter(({ connection }) => names.has(connection));
}

/** Accounts of the seed that may be used here by everybody, as long as they are there. */
export function demoAccountsAt(core: Core, connections: readonly Connection[]): DemoAccount[] {
  const there = new Set(accountsAt(core, connections).map(identityKey));
  return core.config.demoAccounts.filter((account) => there.has(account.identityKey));
}

/** Ends a login with success: signs the browser in and answers the application, or asks for consent. */
export async function finishLogin(
  c: Context<TenantEnv>,
  core: Core,
  transaction: LoginTransaction,
  identity: Identity,
): Promise<Response> {
  consume(c, core, transaction);
  const key = identityKey(identity);
  const user = findUserByIdentity(core.store, key);
  if (user === undefined) throw new PageError("account-unknown");
  if (user.isBlocked) return respond(c, core, transaction, new AuthorizationError("login-blocked"));
  const session = signIn(c, core, { user, identityKey: key });
  if (needsConsent(core, transaction.request, user)) {
    const consent = beginLogin(c, core, transaction.request, { session, user });
    return answer(c, "consent-page-after-login", loginPath(consent, "consent"));
  }
  const outcome = await completeAuthorization(core, transaction.request, { session, user });
  return respond(c, core, transaction, outcome);
}

/**
 * Ends a login that waited for consent. The person must still be the one who was asked.
 * @throws PageError `login-over`
 */
export async function finishConsent(
  c: Context<TenantEnv>,
  core: Core,
  transaction: LoginTransaction,
  isGiven: boolean,
): Promise<Response> {
  const live = findConsentSession(c, core, transaction);
  consume(c, core, transaction);
  if (!isGiven) return respond(c, core, transaction, new AuthorizationError("consent-declined"));
  rememberConsent(core, transaction.request, live.user);
  const outcome = await completeAuthorization(core, transaction.request, live);
  return respond(c, core, transaction, outcome);
}

/**
 * Whose consent a login waits for.
 * @throws PageError `login-over` when it waits for none, or somebody else is signed in by now
 */
export function findConsentSession(
  c: Context<TenantEnv>,
  core: Core,
  transaction: LoginTransaction,
): LiveSession {
  const live = readSession(c, core);
  if (
    live === undefined ||
    live.session.sid !== transaction.sid ||
    live.user.userId !== transaction.userId
  )
    throw over("nobody was asked for consent here, or somebody else is signed in by now");
  return live;
}

/** Ends a login without success, because the person wants to. */
export async function cancelLogin(
  c: Context<TenantEnv>,
  core: Core,
  transaction: LoginTransaction,
): Promise<Response> {
  consume(c, core, transaction);
  return respond(c, core, transaction, new AuthorizationError("login-cancelled"));
}

/**
 * Checks that a login was not finished while something else was awaited.
 * @throws PageError `login-over`
 */
export function requireOpen(core: Core, { id }: LoginTransaction): void {
  if (!core.store.logins.has(id)) throw over("the login was finished meanwhile");
}

/** The refusal of a login that cannot go on. */
function over(because: string): PageError {
  return new PageError("login-over", {}, because);
}

function consume(c: Context<TenantEnv>, core: Core, transaction: LoginTransaction): void {
  requireOpen(core, transaction);
  core.store.logins.delete(transaction.id);
  unbindLogin(c, core, transaction.id);
}

function respond(
  c: Context<TenantEnv>,
  core: Core,
  { request }: LoginTransaction,
  outcome: AuthorizationRefusal | AuthorizationOutcome,
): Promise<Response> {
  const { redirectUri, responseMode, state } = request;
  const route = { redirectUri, responseMode, state, isSilent: false, isAfterForm: true };
  return sendAuthorizationResponse(c, core, route, outcome);
}
