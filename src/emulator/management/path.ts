import { ApiError } from "#emulator/rules/errors.ts";

/**
 * A segment of the path, decoded exactly once. `%257C` stays `%7C` and so matches nobody.
 * @throws ApiError `user-id-format` when the encoding is broken
 */
export function readSegment(url: string, index: number): string {
  const raw = new URL(url).pathname.split("/")[index] ?? "";
  try {
    return decodeURIComponent(raw);
  } catch {
    throw new ApiError("user-id-format", { id: raw });
  }
}

/**
 * The `{id}` of `/api/v2/users/{id}`: provider, bar, id, and no control characters.
 * @throws ApiError `user-id-format`
 */
export function readUserId(url: string): string {
  const id = readSegment(url, 4);
  if (!/^[^|\s\p{Cc}]+\|[^\p{Cc}]+$/u.test(id)) throw new ApiError("user-id-format", { id });
  return id;
}
