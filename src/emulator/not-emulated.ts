import type { Context } from "hono";
import type { TenantEnv } from "./core.ts";
import { ApiError, OAuthError, PageError } from "#emulator/rules/errors.ts";
import { notEmulatedAt } from "#emulator/rules/not-emulated-endpoints.ts";
import { isApiPath, isOAuthPath } from "#emulator/rules/refusal.ts";
import type { Refusal } from "#emulator/rules/refusal.ts";

/** The header that names what was not emulated. Ours: no real tenant sends it. */
export const NOT_EMULATED_HEADER = "X-LinkLab-Not-Emulated";

/**
 * Says of an address that no route answers that Auth0 has it and this tenant has not, so that nobody takes
 * that for an answer about their data: programs get the JSON of the API, people who go there a page.
 * @returns undefined where Auth0 has nothing that we know of, either
 */
export function refuseNotEmulated(c: Context<TenantEnv>): Refusal | undefined {
  const { method, path } = c.req;
  const found = notEmulatedAt(method, path);
  if (found === undefined) return undefined;
  c.header(NOT_EMULATED_HEADER, found.name);
  const what = { path: found.methods === undefined ? path : `${method} ${path}` };
  if (isApiPath(path)) return new ApiError("api-not-offered", what);
  // A form leads people there, too: the way back from a redirect in a login is one.
  const isVisit = c.req.header("Accept")?.includes("text/html") === true;
  return isVisit && !isOAuthPath(path)
    ? new PageError("endpoint-not-offered", what)
    : new OAuthError("oauth-not-offered", what);
}
