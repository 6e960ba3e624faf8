import type { HttpRequest } from "./http.ts";

/** A token where it stands in a request: whose it is and what, beside its value. */
export type NamedToken = {
  /** `null` for a server's, or nobody's. */
  readonly owner: "A" | "B" | null;
  /** What it is, in a few words, such as `ID token`. */
  readonly name: string;
  /** `null` as long as it is still to be made. */
  readonly value: string | null;
  /** Whether it must not be shown. A made-up text in a token's place may be. */
  readonly isSecret: boolean;
};

/** Names a token. */
export function nameToken(
  owner: NamedToken["owner"],
  name: string,
  value: string | null,
): NamedToken {
  return { owner, name, value, isSecret: true };
}

/** Text, or a token in its place. */
export type RequestPiece = string | NamedToken;

/** A request of the Management API in which every token is named, so that it can be shown and sent. */
export type NamedRequest = {
  readonly method: HttpRequest["method"];
  /** Tokens are never in a URL. */
  readonly url: string;
  /** The user ID in the path, decoded; `null` where the path names no user. */
  readonly userId: string | null;
  readonly headers: readonly (readonly [string, readonly RequestPiece[]])[];
  readonly body: readonly RequestPiece[] | null;
  /** What stands after `Bearer` in the header; `null` without one. */
  readonly bearer: NamedToken | null;
  /** What `link_with` in the body is; `null` without it. */
  readonly linkWith: NamedToken | null;
};

/**
 * The request as it is sent: every token by its value, escaped where it stands in JSON.
 *
 * @throws TypeError where a token is still to be made
 */
export function fillRequest({ method, url, headers, body }: NamedRequest): HttpRequest {
  return {
    method,
    url,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, fill(value, String)])),
    ...(body === null ? {} : { body: fill(body, escapeJson) }),
  };
}

function fill(pieces: readonly RequestPiece[], write: (value: string) => string): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if (piece.value === null) throw new TypeError(`the ${piece.name} is still to be made`);
      return write(piece.value);
    })
    .join("");
}

/** As it stands between the quotes of a JSON text. */
function escapeJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
