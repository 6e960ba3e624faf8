/** Who takes part: the lanes of the sequence diagram, from left to right. */
export const LANES = ["app", "server", "popup", "frame", "login", "tokens", "api"] as const;

/** One who takes part. `server` is the reader's own; `login`, `tokens` and `api` are the tenant. */
export type Lane = (typeof LANES)[number];

const TENANT_LANES: readonly (readonly [RegExp, Lane])[] = [
  [/^\/api\/v2(\/|$)/, "api"],
  [/^\/(oauth|\.well-known)\/|^\/userinfo$/, "tokens"],
];

/**
 * Which part of the tenant a URL leads to. What is neither an endpoint for tokens nor the Management
 * API belongs to the login: `/authorize`, `/u/…`, `/v2/logout`.
 *
 * @see https://auth0.com/docs/api/authentication
 */
export function laneOf(url: string): Lane {
  const path = pathOf(url);
  return TENANT_LANES.find(([pattern]) => pattern.test(path))?.[1] ?? "login";
}

/** The path of a URL, by text: `URL` would encode the markers. */
export function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]+/, "").replace(/[?#].*$/s, "");
}
