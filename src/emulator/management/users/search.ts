import type { User } from "#emulator/model.ts";

/**
 * Reads `q`; without it, everybody is found. The parser is loaded by the first search, because most tenants
 * never see one.
 * @throws ApiError `search-invalid`, `query-unsupported`
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export async function readSearch(q: string | undefined): Promise<(user: User) => boolean> {
  if (q === undefined || q.trim() === "") return () => true;
  const { compileSearch } = await import("./search/compile.ts");
  return compileSearch(q);
}
