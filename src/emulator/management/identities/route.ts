import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import { linkAccount, unlinkIdentity } from "./link.ts";
import { readBody } from "#emulator/management/body.ts";
import { requireOwn } from "#emulator/management/caller.ts";
import type { Caller, ScopeRule } from "#emulator/management/caller.ts";
import { readSegment, readUserId } from "#emulator/management/path.ts";
import { checkLinkBody, identityKeyOf } from "./secondary.ts";
import { toIdentitiesResponse } from "#emulator/accounts/users.ts";

const SCOPES: ScopeRule = {
  any: ["update:users"],
  own: ["update:current_user_identities"],
  listed: ["update:users", "update:current_user_identities"],
};

const LINK_SCHEMA = {
  properties: {
    provider: ["string"],
    connection_id: ["string"],
    user_id: ["string", "integer"],
    link_with: ["string"],
  },
} as const;

/**
 * Linking and unlinking. Checked in this order: token, scope, path and body, whose account, the named
 * secondary; the state last, that of the caller included, together with the change.
 * @see https://auth0.com/docs/api/management/v2/users/post-identities
 * @see https://auth0.com/docs/api/management/v2/users/delete-user-identity-by-user-id
 */
export function createIdentityRoutes(core: Core): Hono<TenantEnv> {
  const { admit, readLinkWith, readNamedSecondary } = core.checks;
  return new Hono<TenantEnv>()
    .post("/api/v2/users/:id/identities", async (c) => {
      const { caller, isOwnOnly } = await admit(c, core, SCOPES);
      const userId = readUserId(c.req.url);
      const body = await readBody(c.req.raw, LINK_SCHEMA, { form: true });
      checkLinkBody(body);
      requireOwn(caller, isOwnOnly, userId);

      const linkWith = body.get("link_with");
      // Naming the other account proves nothing, so those who act for themselves must send its token.
      const isNamed = linkWith === undefined && isOwnOnly;
      if (isNamed && !core.policy().linksByName) throw new ApiError("scope-user-id-body");
      const secondary =
        typeof linkWith === "string"
          ? await readLinkWith(core, caller, linkWith)
          : readNamedSecondary(core, body);
      caller.requireStanding();
      const user = linkAccount(core.store, userId, secondary, core.clock());
      return answer(c, linkedBy(caller, isNamed), toIdentitiesResponse(user));
    })
    .delete("/api/v2/users/:id/identities/:provider/:user_id", async (c) => {
      const { caller, isOwnOnly } = await admit(c, core, SCOPES);
      const userId = readUserId(c.req.url);
      const key = identityKeyOf(readSegment(c.req.url, 6), readSegment(c.req.url, 7));
      requireOwn(caller, isOwnOnly, userId);
      const user = unlinkIdentity(core.store, userId, key, core.clock());
      const rule = caller.hasIdToken ? "identity-unlinked-id-token" : "identity-unlinked";
      return answer(c, rule, toIdentitiesResponse(user));
    });
}

function linkedBy(caller: Caller, isNamed: boolean) {
  if (caller.hasIdToken) return "identity-linked-id-token";
  return isNamed ? "identity-linked-user-id" : "identity-linked";
}
