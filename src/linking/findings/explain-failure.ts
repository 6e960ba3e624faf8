import {
  ClaimError,
  ManagementApiError,
  OAuthResponseError,
  ProtocolError,
} from "#protocol/errors.ts";
import { dateClaim, tryDecodeToken } from "#protocol/token.ts";
import { findingOf } from "./finding-of.ts";
import type { Finding, FindingId } from "./findings.ts";
import { isLostPart } from "./page-faults.ts";
import { roleOf } from "#linking/tokens/token-role.ts";

/** What the page knows beside the error itself. Whatever is left out is taken for ordinary. */
export type Circumstances = {
  /** `navigator.onLine`; only `false` means something. */
  readonly isOnline?: boolean;
  readonly appOrigin?: string;
  readonly tenantOrigin?: string;
  /** The tokens of the request that failed, as they were sent. */
  readonly bearer?: string | null;
  readonly linkWith?: string | null;
  readonly now?: Date;
};

/** Explains a failure that was caught. Total: what it does not know, it says it does not know. */
export function explainFailure(error: unknown, circumstances: Circumstances = {}): Finding {
  if (error instanceof ManagementApiError) {
    const says = `${error.statusCode} ${error.message}`;
    const { statusCode: status, error: reason, message, errorCode } = error;
    const known = findingOf({ status, error: reason, message, errorCode });
    const id = moreExactly(known, circumstances);
    return { id, says: id === "unknown-answer" ? wholeOf(error) : says };
  }
  if (error instanceof OAuthResponseError) {
    const says = `${error.error}: ${error.errorDescription}`;
    const known = findingOf({
      status: null,
      error: error.error,
      message: error.errorDescription,
      errorCode: null,
    });
    return { id: moreExactly(known, circumstances), says };
  }
  if (error instanceof ClaimError) return { id: findingOfClaim(error), says: error.message };
  if (error instanceof ProtocolError) {
    if (isPastWorker(error, circumstances)) return { id: "worker-silent", says: null };
    return { id: moreExactly(findingOfCode(error), circumstances), says: null };
  }
  if (isLostPart(error)) return { id: "part-not-loaded", says: null };
  return { id: "unexpected", says: error instanceof Error ? error.message : null };
}

function findingOfClaim({ claim }: ClaimError): FindingId {
  if (claim === "nonce") return "nonce-mismatch";
  if (claim === "iss") return "token-issuer";
  return claim === "aud" || claim === "azp" ? "token-recipient" : "claim-invalid";
}

/** All that an answer said, for one that nobody here knows. */
function wholeOf({ statusCode, error, message, errorCode }: ManagementApiError): string {
  return `${statusCode} ${error}: ${message}${errorCode === null ? "" : ` (${errorCode})`}`;
}

function findingOfCode(error: ProtocolError): FindingId {
  switch (error.code) {
    case "no_answer":
      return "no-answer";
    case "stopped":
      return "wait-stopped";
    case "not_json":
    case "unexpected_shape":
      return "not-a-tenant";
    case "server_failed":
      return "tenant-failed";
    case "issuer_mismatch":
      return "other-issuer";
    case "malformed_token":
      return "token-malformed";
    case "algorithm_refused":
      return "not-rs256";
    case "key_not_found":
      return "key-not-found";
    case "signature_invalid":
      return "signature-invalid";
    case "claim_invalid":
      return "claim-invalid";
    case "oauth_error":
    case "management_api_error":
      return "unknown-answer";
    case "state_mismatch":
      return "state-mismatch";
    case "transaction_missing":
      return "callback-used";
    case "response_incomplete":
      return "callback-incomplete";
    case "response_mode_unread":
      return "response-mode-unread";
    case "popup_blocked":
      return "popup-blocked";
    case "popup_closed":
      return "popup-closed";
    case "popup_timeout":
      return "popup-timeout";
    case "login_required":
      return "login-required";
    case "consent_required":
      return "consent-required";
    case "no_refresh_token":
      return "no-refresh-token";
    case "insecure_origin":
      return "insecure-origin";
  }
}

/** Where one answer has several causes, what was sent and where the page stands tell them apart. */
function moreExactly(id: FindingId, circumstances: Circumstances): FindingId {
  const { isOnline, appOrigin, tenantOrigin, bearer, linkWith, now } = circumstances;
  if (id === "no-answer" && isOnline === false) return "offline";
  if (id === "no-answer" && isLocal(tenantOrigin) && isLocal(appOrigin) === false)
    return "local-network";
  if (id === "login-required" && isCrossSite(appOrigin, tenantOrigin)) return "third-party-cookie";
  if (id === "token-not-accepted") {
    const token = tryDecodeToken(bearer ?? "");
    return token !== null && roleOf(token) === "id" ? "id-token-as-bearer" : id;
  }
  if (id === "proof-refused" && linkWith != null) {
    const token = tryDecodeToken(linkWith);
    if (token === null) return "proof-malformed";
    const expiry = dateClaim(token.claims, "exp");
    return expiry !== null && now && expiry * 1000 <= now.getTime() ? "proof-expired" : id;
  }
  return id;
}

/** At a page's own origin nothing but a worker answers for a tenant, and that has JSON for everything. */
function isPastWorker(error: ProtocolError, { appOrigin, tenantOrigin }: Circumstances): boolean {
  return error.code === "not_json" && appOrigin !== undefined && appOrigin === tenantOrigin;
}

/** Whether an origin is on this computer; `null` where it is not known. */
function isLocal(origin: string | undefined): boolean | null {
  if (origin === undefined) return null;
  return /^(?:(?:[\w-]+\.)*localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(origin).hostname);
}

/**
 * Whether a cookie of the tenant would be a third-party cookie in a frame of this page. A site is
 * taken for the last two names of a host, so `a.co.uk` and `b.co.uk` count as one.
 */
function isCrossSite(app: string | undefined, tenant: string | undefined): boolean {
  return app !== undefined && tenant !== undefined && siteOf(app) !== siteOf(tenant);
}

function siteOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  return `${protocol}//${isAddress ? hostname : hostname.split(".").slice(-2).join(".")}`;
}
