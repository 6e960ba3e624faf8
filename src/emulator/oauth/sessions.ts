import type { Context } from "hono";
import type { Core } from "#emulator/core.ts";
import { randomId } from "#emulator/ids.ts";
import type { Session, User } from "#emulator/model.ts";
import { findUserByIdentity } from "#emulator/accounts/users.ts";

/** A session together with whose it is now. */
export type LiveSession = {
  session: Session;
  user: User;
};

/**
 * The session of the browser, if it is alive and its user is there. After a link, a session that began
 * with the secondary account belongs to the primary user.
 */
export function readSession(c: Context, core: Core): LiveSession | undefined {
  const session = findSession(c, core);
  if (session === undefined) return undefined;
  const user = findUserByIdentity(core.store, session.identityKey);
  return user === undefined || user.isBlocked ? undefined : { session, user };
}

/** The `sid` of the browser's session, whoever is signed in, or was before they were deleted or blocked. */
export function readSessionId(c: Context, core: Core): string | undefined {
  return findSession(c, core)?.sid;
}

function findSession(c: Context, core: Core): Session | undefined {
  const sessions = readCookies(c, core).map((id) => core.store.sessions.get(id));
  // Those of a longer path come first, and the tenant's own have the shortest.
  return sessions.findLast((session) => session !== undefined && session.expiresAt > core.clock());
}

/** What a login does, whichever way it came: signs the browser in, and counts the login. */
export function signIn(
  c: Context,
  core: Core,
  { user, identityKey }: { user: User; identityKey: string },
): Session {
  const session = startSession(c, core, identityKey);
  core.store.users.set(user.userId, {
    ...user,
    lastLogin: core.clock(),
    loginsCount: user.loginsCount + 1,
  });
  return session;
}

/** Signs the browser in as an identity, under a new cookie value so that none can be planted. */
function startSession(c: Context, core: Core, identityKey: string): Session {
  endSession(c, core);
  const now = core.clock();
  const session: Session = {
    id: randomId(core.random, 43),
    sid: randomId(core.random, 32),
    identityKey,
    authTime: now,
    expiresAt: now + core.config.sessionLifetime * 1000,
  };
  core.store.sessions.set(session.id, session);
  writeSessionCookies(c, core, session.id, core.config.sessionLifetime);
  return session;
}

/** Signs the browser out. */
export function endSession(c: Context, core: Core): void {
  const ids = readCookies(c, core);
  if (ids.length === 0) return;
  for (const id of ids) core.store.sessions.delete(id);
  writeSessionCookies(c, core, "", 0);
}

/** All that may be the session's: pages of other ports can set cookies of its name, which come first. */
function readCookies(c: Context, core: Core): readonly string[] {
  const sent = cookiesOf(c);
  return [core.cookie, twinOf(core)].flatMap((wanted) =>
    sent.flatMap(([name, value]) => (name === wanted ? [value] : [])),
  );
}

/**
 * `SameSite=None` needs `Secure`. Chromium and Firefox take that from `http://localhost`, too; Safari does
 * not, and takes the twin. Whether a frame of another site gets either of them is up to the browser.
 * @see https://auth0.com/docs/manage-users/cookies/samesite-cookie-attribute-changes
 */
function writeSessionCookies(c: Context, core: Core, value: string, maxAge: number): void {
  writeCookie(c, core.cookie, value, maxAge, "; Secure; SameSite=None");
  writeCookie(c, twinOf(core), value, maxAge, secureOf(core));
}

function twinOf({ cookie }: Core): string {
  return `${cookie}_compat`;
}

/** Logins that a browser may have open at once; the oldest cookie goes, so that headers stay small. */
const OPEN_LOGINS = 10;

/** Pages of other ports can set cookies of any name, and not every name can be written back. */
const LOGIN_ID = /^[\w-]{32}$/;

/**
 * Ties a login to the browser in which it began, by a cookie of its own: two that begin at the same
 * moment do not take each other's.
 * @param maxAge seconds
 * @returns what `readLoginBinding` gives in the same browser
 */
export function bindLogin(c: Context, core: Core, loginId: string, maxAge: number): string {
  const prefix = loginCookie(core, "");
  // RFC 6265 section 5.4: cookies of one path come in the order in which they were made.
  const open = cookiesOf(c)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name]) => name.slice(prefix.length))
    .filter((id) => LOGIN_ID.test(id));
  const ids = [...new Set(open)];
  for (const id of ids.slice(0, Math.max(0, ids.length + 1 - OPEN_LOGINS)))
    unbindLogin(c, core, id);
  const made = randomId(core.random, 43);
  writeLoginCookie(c, core, loginId, made, maxAge);
  return made;
}

/** The value that `bindLogin` gave this browser, if it did. */
export function readLoginBinding(c: Context, core: Core, loginId: string): string | undefined {
  const wanted = loginCookie(core, loginId);
  return cookiesOf(c).find(([name]) => name === wanted)?.[1];
}

/** Takes the cookie of a login that is over off the browser. */
export function unbindLogin(c: Context, core: Core, loginId: string): void {
  writeLoginCookie(c, core, loginId, "", 0);
}

function writeLoginCookie(c: Context, core: Core, id: string, value: string, maxAge: number): void {
  writeCookie(c, loginCookie(core, id), value, maxAge, `${secureOf(core)}; SameSite=Lax`);
}

function loginCookie({ cookie }: Core, loginId: string): string {
  return `${cookie}_login_${loginId}`;
}

function secureOf({ issuer }: Core): string {
  return issuer.startsWith("https:") ? "; Secure" : "";
}

/** Name and value of each cookie that came. Those of the tenant need neither quotes nor decoding. */
function cookiesOf(c: Context): readonly (readonly [name: string, value: string])[] {
  const pairs = c.req.header("Cookie")?.split(/; */) ?? [];
  return pairs.map((pair) => {
    const [name = "", value = ""] = pair.split("=");
    return [name, value];
  });
}

/** @param value in base64url, like all that the tenant gives a browser to keep */
function writeCookie(
  c: Context,
  name: string,
  value: string,
  maxAge: number,
  attributes: string,
): void {
  const cookie = `${name}=${value}; Max-Age=${Math.trunc(maxAge)}; Path=/; HttpOnly${attributes}`;
  c.header("Set-Cookie", cookie, { append: true });
}
