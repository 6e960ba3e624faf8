import { base64url } from "jose";
import type { Grant, IssuedToken, User } from "#emulator/model.ts";
import type { Store, Table } from "#emulator/store.ts";
import { toUserResponse } from "#emulator/accounts/users.ts";
import { describeApplication, describeConnection } from "./applications.ts";
import type { Controls } from "./controls.ts";

/**
 * All that a tenant holds, as JSON without a secret in it: codes, tokens and cookies appear as
 * fingerprints, passwords not at all. Two equal snapshots mean that nothing changed in between.
 */
export async function takeSnapshot(controls: Controls): Promise<Record<string, unknown>> {
  const { core, clock, faults, rateLimiter } = controls;
  const { store } = core;
  return {
    issuer: core.issuer,
    policy: controls.policyName(),
    clock: describeClock(clock.state()),
    rate_limit: { burst: rateLimiter.limit().burst, per_second: rateLimiter.limit().perSecond },
    faults: faults
      .list()
      .map(({ retryAfter, ...fault }) => ({ ...fault, retry_after: retryAfter })),
    applications: [...core.config.applications.values()].map(describeApplication),
    connections: [...core.config.connections.values()].map(describeConnection),
    users: [...store.users.values()].map(toUserResponse),
    passwords: await fingerprint(JSON.stringify([...store.users.values()].map(passwordsOf))),
    sessions: await list(store.sessions, ({ identityKey, authTime, expiresAt }) => ({
      identity: identityKey,
      auth_time: authTime,
      expires_at: expiresAt,
    })),
    logins: await list(store.logins, ({ request, expiresAt }) => ({
      client_id: request.clientId,
      expires_at: expiresAt,
    })),
    codes: await list(store.codes, ({ grant, isUsed, expiresAt }) => ({
      ...describeGrant(grant),
      used: isUsed,
      expires_at: expiresAt,
    })),
    refresh_tokens: await list(store.refreshTokens, ({ grant, isUsed, expiresAt, endsAt }) => ({
      ...describeGrant(grant),
      used: isUsed,
      expires_at: expiresAt,
      ends_at: endsAt,
    })),
    opaque_tokens: await list(store.opaqueTokens, ({ grant, expiresAt }) => ({
      ...describeGrant(grant),
      expires_at: expiresAt,
    })),
    access_tokens: await list(tokensOf(store, "access"), describeEnd),
    id_tokens: await list(tokensOf(store, "id"), describeEnd),
    revoked_grants: await list(store.revokedGrants, describeEnd),
    cutoffs: [...store.cutoffs.entries()].map(([id, { at }]) => ({ user_id: id, at })),
    consents: [...store.consents.values()].map(({ userId, clientId, audience, scopes }) => ({
      user_id: userId,
      client_id: clientId,
      audience,
      scope: [...scopes].join(" "),
    })),
  };
}

/** The clock as the control API shows it, in seconds. */
export function describeClock(state: { now: number; isFrozen: boolean; offset: number }) {
  return {
    now: new Date(state.now).toISOString(),
    frozen: state.isFrozen,
    offset: state.offset / 1000,
  };
}

function describeGrant({ clientId, identityKey, scopes, audience }: Grant) {
  return {
    client_id: clientId,
    identity: identityKey,
    scope: scopes.join(" "),
    audience,
  };
}

function describeEnd({ expiresAt }: { expiresAt: number }) {
  return { expires_at: expiresAt };
}

function tokensOf({ issuedTokens }: Store, kind: IssuedToken["kind"]) {
  return new Map([...issuedTokens.entries()].filter(([, token]) => token.kind === kind));
}

function passwordsOf({ identities }: User): (string | null)[] {
  return identities.map(({ passwordHash }) => passwordHash ?? null);
}

function list<Value>(
  table: Pick<Table<Value>, "entries">,
  describe: (value: Value) => Record<string, unknown>,
): Promise<Record<string, unknown>[]> {
  return Promise.all(
    [...table.entries()].map(async ([key, value]) => ({
      fingerprint: await fingerprint(key),
      ...describe(value),
    })),
  );
}

async function fingerprint(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return base64url.encode(new Uint8Array(digest, 0, 9));
}
