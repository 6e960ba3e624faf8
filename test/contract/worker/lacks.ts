import { isTenantAddress } from "#emulator/addresses.ts";
import type { ContractCase } from "#test/contract/world.ts";
import { APP_ORIGIN } from "#test/support/tenant.ts";

/** Why a case cannot be played at the tenant of a site. */
export const LACKS = {
  address: "The site has a page or nothing at this address; the worker does not ask its tenant",
  origin: "`Origin`: the browser writes it, and for these pages it is always the site's own",
  fetch: "`Sec-Fetch-*`: the browser writes them",
  host: "`Host`, and targets and methods that are no `Request`: the browser writes them",
  cookie:
    "`Cookie` and `Set-Cookie`: no page sends the one, and no answer of a worker has the other",
  preflight: "`Access-Control-Request-*`: a browser sends no preflight to its own origin",
  cors: "`Origin` of a read: a page sends none to its own origin, and no answer is kept from it",
  connection: "There is no connection that could be cut",
  together:
    "Requests that a browser has on the way before its first answer: one worker has one browser, and the contract tells several apart by an answer",
  slash:
    "The worker has the smallest router, which takes a slash at the end of any address; where Auth0 takes none, the others do not",
  certificate: "A worker makes no certificates: the code for them would be most of its size",
} as const;

/** The id of one of them. */
export type Lack = keyof typeof LACKS;

/** Thrown where a case goes beyond what a page can do. */
export class CannotBeSent extends Error {
  readonly lack: Lack;

  constructor(lack: Lack) {
    super(LACKS[lack]);
    this.lack = lack;
  }
}

/**
 * What a page of the site cannot send of a request.
 * @param own the cookies that the browser itself keeps for it
 */
export function lackOfRequest(
  { url, method, headers }: Request,
  own: string | null,
): Lack | undefined {
  const { pathname } = new URL(url);
  if (!isTenantAddress(pathname)) return "address";
  if (/^\/(?:api|_linklab)\/.*\/$/.test(pathname)) return "slash";
  if ([...headers.keys()].some((name) => name.startsWith("sec-"))) return "fetch";
  if ([...headers.keys()].some((name) => name.startsWith("access-control-"))) return "preflight";
  if (headers.has("Host")) return "host";
  const origin = headers.get("Origin");
  if (origin !== null && origin !== APP_ORIGIN) return "origin";
  // The helpers of the contract send it to the control API, which asks for one.
  const isOfControl = pathname.startsWith("/_linklab/");
  if (origin !== null && method === "GET" && !isOfControl) return "cors";
  const cookies = headers.get("Cookie") ?? "";
  if (cookies !== "" && cookies !== own) return "cookie";
  return undefined;
}

/** What a page cannot have of what a case expects. */
export function lackOfCase({ headers, rule, title }: ContractCase): Lack | undefined {
  if (headers?.["Set-Cookie"] instanceof RegExp) return "cookie";
  if (rule === "dropped") return "connection";
  if (rule === "jwks" && title.includes("certificate")) return "certificate";
  if (title.startsWith("of two logins that one browser begins at once")) return "together";
  return undefined;
}
