import { getCookie, setCookie } from "hono/cookie";
import type { Context } from "hono";
import type { Core, TenantEnv } from "./core.ts";
import { randomId } from "./ids.ts";
import type { Session, User } from "./model.ts";
import { prune } from "./store.ts";
import { findUserByIdentity } from "./users.ts";

/** A session together with whose it is now. */
export interface LiveSession {
  session: Session;
  user: User;
}

/**
 * The session of the browser, if it is alive and its user is there. After a link, a session that began
 * with the secondary account belongs to the primary user.
 */
export function readSession(c: Context<TenantEnv>, core: Core): LiveSession | undefined {
  const id = getCookie(c, cookieName(core, "auth0"));
  const session = id === undefined ? undefined : core.store.sessions.get(id);
  if (session === undefined || session.expiresAt <= core.clock()) return undefined;
  const user = findUserByIdentity(core.store, session.identityKey);
  return user === undefined || user.isBlocked ? undefined : { session, user };
}

/** Signs the browser in as an identity, under a new cookie value so that none can be planted. */
export function startSession(c: Context<TenantEnv>, core: Core, identityKey: string): Session {
  endSession(c, core);
  const now = core.clock();
  prune(core.store.sessions, now);
  const session: Session = {
    id: randomId(core.random, 43),
    sid: randomId(core.random, 32),
    identityKey,
    authTime: now,
    expiresAt: now + core.config.sessionLifetime * 1000,
  };
  core.store.sessions.set(session.id, session);
  writeCookie(c, core, "auth0", session.id, core.config.sessionLifetime);
  return session;
}

/** Signs the browser out. */
export function endSession(c: Context<TenantEnv>, core: Core): void {
  const id = getCookie(c, cookieName(core, "auth0"));
  if (id === undefined) return;
  core.store.sessions.delete(id);
  writeCookie(c, core, "auth0", "", 0);
}

/** The value that ties a login to the browser in which it began; given to a browser that has none. */
export function identifyBrowser(c: Context<TenantEnv>, core: Core): string {
  const known = readBrowser(c, core);
  if (known !== undefined) return known;
  const made = randomId(core.random, 43);
  writeCookie(c, core, "auth0_browser", made, core.config.sessionLifetime);
  return made;
}

/** The value that `identifyBrowser` gave, if it did. */
export function readBrowser(c: Context<TenantEnv>, core: Core): string | undefined {
  return getCookie(c, cookieName(core, "auth0_browser")) || undefined;
}

/** Cookies ignore ports, so two tenants on one host keep apart by name. */
function cookieName(core: Core, name: string): string {
  const { port } = new URL(core.issuer);
  return port === "" ? name : `${name}_${port}`;
}

function writeCookie(
  c: Context<TenantEnv>,
  core: Core,
  name: string,
  value: string,
  maxAge: number,
): void {
  const secure = core.issuer.startsWith("https:");
  setCookie(c, cookieName(core, name), value, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    maxAge,
  });
}
