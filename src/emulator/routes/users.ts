import { Hono } from "hono";
import type { Context } from "hono";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { ApiError } from "#emulator/errors.ts";
import { readBody } from "#emulator/management/body.ts";
import { authenticateCaller, requireOwn, requireScope } from "#emulator/management/caller.ts";
import type { ScopeRule } from "#emulator/management/caller.ts";
import { createUser, createUserSchema } from "#emulator/management/create-user.ts";
import { readUserId } from "#emulator/management/path.ts";
import { toUserResponse } from "#emulator/users.ts";

const readScopes: ScopeRule = {
  any: ["read:users", "read:user_idp_tokens"],
  own: ["read:current_user"],
  listed: ["read:users", "read:user_idp_tokens", "read:current_user"],
};
const createScopes: ScopeRule = { any: ["create:users"], own: [], listed: ["create:users"] };
const deleteScopes: ScopeRule = { any: ["delete:users"], own: [], listed: ["delete:users"] };

/**
 * Users of the tenant. A linked secondary account is none: its id gives 404.
 * @see https://auth0.com/docs/api/management/v2/users/get-users-by-id
 */
export function createUserRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .post("/api/v2/users", async (c) => {
      const caller = await authenticateCaller(core, c.req.header("Authorization"));
      c.set("application", caller.application);
      requireScope(caller, createScopes);
      const user = await createUser(core, await readBody(c.req.raw, createUserSchema));
      c.set("rule", "user-created");
      return c.json(toUserResponse(user), 201);
    })
    .get("/api/v2/users/:id", async (c) => {
      const caller = await authenticateCaller(core, c.req.header("Authorization"));
      c.set("application", caller.application);
      const isOwnOnly = requireScope(caller, readScopes);
      const userId = readUserId(c.req.url);
      const select = readFields(c);
      requireOwn(caller, isOwnOnly, userId);
      const user = core.store.users.get(userId);
      if (user === undefined) throw new ApiError("user-unknown");
      c.set("rule", "user-read");
      return c.json(select(toUserResponse(user)));
    })
    .delete("/api/v2/users/:id", async (c) => {
      const caller = await authenticateCaller(core, c.req.header("Authorization"));
      c.set("application", caller.application);
      requireScope(caller, deleteScopes);
      // Auth0 answers 204 for a user who is not there, too.
      core.store.users.delete(readUserId(c.req.url));
      c.set("rule", "user-deleted");
      return c.body(null, 204);
    });
}

/** `fields` and `include_fields`: the properties to show, or to leave out. */
function readFields(c: Context<TenantEnv>) {
  const include = c.req.query("include_fields") ?? "true";
  if (include !== "true" && include !== "false")
    throw new ApiError("query-invalid", {
      reason: "Expected type boolean on property include_fields",
    });
  const fields = c.req.query("fields")?.split(",");
  return (user: Record<string, unknown>): Record<string, unknown> =>
    fields === undefined
      ? user
      : Object.fromEntries(
          Object.entries(user).filter(([name]) => fields.includes(name) === (include === "true")),
        );
}
