import { readBearer, type Bearer } from "./bearer.ts";
import { auth0jsPlace, readCall, type Call } from "./call.ts";
import { textIn, type Exchange, type Place } from "./exchange.ts";
import { readLinkBody, type LinkBody } from "./link-body.ts";

/** What was read of an exchange, part by part. */
export type Readings = {
  readonly exchange: Exchange;
  readonly call: Call;
  readonly bearer: Bearer;
  readonly body: LinkBody;
  /** What says that auth0.js sends it. */
  readonly auth0js: Place | null;
};

/** Reads the parts of an exchange. */
export function readExchange(exchange: Exchange): Readings {
  const body = readLinkBody(exchange);
  const auth0js = auth0jsPlace(exchange);
  const call = readCall(exchange);
  // Code has often no URL: what it sends, or the library, tells that it links.
  const isLink = auth0js !== null || body.linkWith !== null || body.kind === "user_id";
  const isUnlink = textIn(exchange, "method")?.trim().toUpperCase() === "DELETE";
  return {
    exchange,
    call:
      call.kind === "unknown" && isLink && !isUnlink
        ? { kind: "link", place: null, remarks: [] }
        : call,
    bearer: readBearer(exchange),
    body,
    auth0js,
  };
}
