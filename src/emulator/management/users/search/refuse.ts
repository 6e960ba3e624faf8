import { ApiError } from "#emulator/rules/errors.ts";

/** A refusal of a search, with what is wrong in it. */
export function invalidSearch(reason: string): ApiError {
  return new ApiError("search-invalid", { reason }, "q is no search that the API takes");
}
