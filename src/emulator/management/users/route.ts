import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import { deleteUser } from "#emulator/accounts/endings.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import { readBody } from "#emulator/management/body.ts";
import { admit, requireOwn } from "#emulator/management/caller.ts";
import type { ScopeRule } from "#emulator/management/caller.ts";
import { createUser, CREATE_USER_SCHEMA } from "./create.ts";
import { readUserId } from "#emulator/management/path.ts";
import { readFields, readQuery } from "#emulator/management/query.ts";
import { requireUpdatable, updateUser, UPDATE_USER_SCHEMA, UPDATE_USER_SCOPES } from "./update.ts";
import { toUserResponse } from "#emulator/accounts/users.ts";

const READ_SCOPES: ScopeRule = {
  any: ["read:users", "read:user_idp_tokens"],
  own: ["read:current_user"],
  listed: ["read:users", "read:user_idp_tokens", "read:current_user"],
};
const CREATE_SCOPES: ScopeRule = { any: ["create:users"], own: [], listed: ["create:users"] };
const DELETE_SCOPES: ScopeRule = { any: ["delete:users"], own: [], listed: ["delete:users"] };

/**
 * One user of the tenant. A linked secondary account is none: its id gives 404.
 * @see https://auth0.com/docs/api/management/v2/users/get-users-by-id
 */
export function createUserRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .post("/api/v2/users", async (c) => {
      await admit(c, core, CREATE_SCOPES);
      const user = await createUser(
        core,
        await readBody(c.req.raw, CREATE_USER_SCHEMA, { form: true }),
      );
      return answer(c, "user-created", toUserResponse(user));
    })
    .get("/api/v2/users/:id", async (c) => {
      const { caller, isOwnOnly } = await admit(c, core, READ_SCOPES);
      const userId = readUserId(c.req.url);
      const select = readFields(readQuery(c.req.url, ["fields", "include_fields"]));
      requireOwn(caller, isOwnOnly, userId);
      const user = core.store.users.get(userId);
      if (user === undefined) throw new ApiError("user-unknown");
      const rule = isOwnOnly ? "user-read-own" : "user-read";
      return answer(c, rule, select(toUserResponse(user)));
    })
    .patch("/api/v2/users/:id", async (c) => {
      const { caller, isOwnOnly } = await admit(c, core, UPDATE_USER_SCOPES);
      const userId = readUserId(c.req.url);
      const body = await readBody(c.req.raw, UPDATE_USER_SCHEMA, { form: true });
      requireOwn(caller, isOwnOnly, userId);
      requireUpdatable(caller, isOwnOnly, body);
      const user = await updateUser(core, userId, body);
      return answer(c, "user-updated", toUserResponse(user));
    })
    .delete("/api/v2/users/:id", async (c) => {
      await admit(c, core, DELETE_SCOPES);
      // Auth0 answers 204 for a user who is not there, too.
      deleteUser(core.store, readUserId(c.req.url), core.clock());
      return answer(c, "user-deleted");
    });
}
