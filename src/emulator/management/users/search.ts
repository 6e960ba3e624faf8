import { ApiError } from "#emulator/rules/errors.ts";
import type { User } from "#emulator/model.ts";
import { rootProfile } from "#emulator/accounts/users.ts";

/**
 * Reads `q`, of which one exact term is offered: `email:"ada@example.com"` or `user_id:"github|1"`, with
 * or without quotes.
 * @throws ApiError `query-unsupported`
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function readSearch(q: string | undefined): (user: User) => boolean {
  if (q === undefined || q.trim() === "") return () => true;
  const [, field = "", quoted, bare] =
    /^\s*(email|user_id):(?:"([^"\\*?]+)"|([^\s"\\*?():[\]{}]+))\s*$/.exec(q) ?? [];
  const value = quoted ?? bare;
  if (value === undefined)
    throw new ApiError("query-unsupported", {
      what: 'this search; it finds email:"..." and user_id:"..."',
    });
  return (user) => fieldOf(user, field) === value;
}

function fieldOf(user: User, field: string): unknown {
  return field === "email" ? rootProfile(user)["email"] : user.userId;
}
