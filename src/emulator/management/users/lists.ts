import { inTurn } from "#emulator/in-turn.ts";
import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import { isEmail } from "#emulator/accounts/add.ts";
import { admit } from "#emulator/management/caller.ts";
import type { ScopeRule } from "#emulator/management/caller.ts";
import {
  invalidQuery,
  paginate,
  readFields,
  readPaging,
  readQuery,
} from "#emulator/management/query.ts";
import type { User } from "#emulator/model.ts";
import { readSearch } from "./search.ts";
import { readSort } from "./search/sort.ts";
import { rootProfile, toUserResponse } from "#emulator/accounts/users.ts";

const SCOPES: ScopeRule = {
  any: ["read:users", "read:user_idp_tokens"],
  own: [],
  listed: ["read:users", "read:user_idp_tokens"],
};
/** How many users can be reached by paging, whatever was searched for. */
const MAX_REACHED = 1000;
const PAGING = ["page", "per_page", "include_totals"];
const FIELDS = ["fields", "include_fields"];

/**
 * Lists of users, oldest first. Linked secondary accounts are not in them. No person's token reads them,
 * so to suggest accounts that might be linked takes a server.
 * @see https://auth0.com/docs/api/management/v2/users/get-users
 * @see https://auth0.com/docs/api/management/v2/users-by-email/get-users-by-email
 */
export function createUserListRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>()
    .get("/api/v2/users", async (c) => {
      await admit(c, core, SCOPES);
      const query = readQuery(
        c.req.url,
        // Without primary_order the order could be any, so the one that there is will do.
        [...PAGING, ...FIELDS, "q", "search_engine", "sort", "connection", "primary_order"],
        ["from", "take"],
      );
      const engine = query.get("search_engine") ?? "v3";
      if ((engine === "v1" || engine === "v2") && query.has("q"))
        throw new ApiError("search-engine-old");
      if (engine !== "v3") throw invalidQuery(`No enum match for: "${engine}" on search_engine`);
      const page = readPaging(query);
      if ((page.page + 1) * page.perPage > MAX_REACHED) throw new ApiError("paging-too-far");
      const select = readFields(query);
      const sort = query.get("sort");
      const compare = sort === undefined ? undefined : readSort(sort);
      const connection = query.get("connection");
      const show = (user: User) => select(toUserResponse(user));
      return inTurn(async () => {
        // Not before: what a query is made into takes a hundred times its text.
        const isFound = await readSearch(query.get("q"));
        const users = [...core.store.users.values()].filter(
          (user) =>
            isFound(user) &&
            (connection === undefined || user.identities[0].connection === connection),
        );
        const sorted = compare === undefined ? users : users.toSorted(compare);
        return answer(c, "users-listed", paginate(sorted, page, "users", show));
      });
    })
    .get("/api/v2/users-by-email", async (c) => {
      await admit(c, core, SCOPES);
      const query = readQuery(c.req.url, ["email", ...FIELDS]);
      const select = readFields(query);
      const email = query.get("email");
      if (email === undefined) throw invalidQuery("Missing required property: email");
      if (!isEmail(email)) throw invalidQuery("Object didn't pass validation for format email");
      const found = [...core.store.users.values()].filter(
        (user) => rootProfile(user)["email"] === email,
      );
      const shown = found.map((user) => select(toUserResponse(user)));
      return answer(c, "users-by-email", shown);
    });
}
