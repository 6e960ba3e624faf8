import type { FindingCopy } from "./finding-copy.ts";

/** What can be wrong between this page and the tenant, whatever was asked. */
export const TENANT_FINDINGS = {
  "no-answer": {
    group: "tenant",
    title: "Sent. No answer came back.",
    because:
      "The tenant is not running, the connection broke, or the browser kept the answer back (CORS). A page cannot tell these apart by itself.",
    evidence: [{ in: "answer", name: "status" }],
    steps: [
      "Run the CORS test: it says whether the tenant is up.",
      "Read again before you send again. The request may have done its work.",
    ],
    fix: "test-connection",
    sources: [{ says: null, evidence: "quoted", source: "Fetch standard: a network error" }],
  },
  "tenant-renewed": {
    group: "tenant",
    title: "The tenant is a new one.",
    because:
      "None of the keys that this page knew is there any more: the tenant was started again. What it had learned is gone, the logins of A and B and every link among it.",
    evidence: [{ in: "answer", name: "kid" }],
    steps: ["The keys were read again just now.", "Log in as A, then as B."],
    fix: "begin-again",
    isRefusal: true,
    sources: [
      {
        says: null,
        evidence: "assumed",
        source: "ours: a tenant that changes its keys keeps the one before for a while",
      },
    ],
  },
  "not-a-tenant": {
    group: "tenant",
    title: "That answer is not an Auth0 tenant's.",
    because:
      "The address answered with something that OpenID Connect and the Management API do not describe.",
    evidence: [{ in: "answer", name: "body" }],
    steps: ["Check the tenant's domain.", "Read its document again."],
    fix: "read-tenant",
    sources: [
      { says: null, evidence: "quoted", source: "OpenID Connect Discovery 1.0, section 4" },
    ],
  },
  "worker-silent": {
    group: "tenant",
    title: "The tenant's worker did not answer.",
    because:
      "The tenant is at this page's own origin, where a service worker answers for it. What came is no JSON: the request went past the worker, to the host of the page's files. The tenant did not get it.",
    evidence: [{ in: "answer", name: "Content-Type" }],
    steps: [
      "Switch off “Bypass for network” in the developer tools.",
      "Reload the page: it starts the worker. Your tokens are gone then; what the tenant knows stays.",
    ],
    fix: "reload-page",
    sources: [
      {
        says: null,
        evidence: "quoted",
        source: "Service Workers, Handle Fetch: without a worker a request goes to the network",
      },
    ],
  },
  "other-issuer": {
    group: "tenant",
    title: "The tenant calls itself something else.",
    because: "Its discovery document names another issuer than the one that was asked.",
    evidence: [{ in: "answer", name: "issuer" }],
    steps: ["Use the domain that the tenant's tokens carry as iss."],
    fix: "read-tenant",
    sources: [
      { says: null, evidence: "quoted", source: "OpenID Connect Discovery 1.0, section 4.3" },
    ],
  },
  "rate-limited": {
    group: "tenant",
    title: "Too many requests.",
    because: "The tenant limits how often it may be called. Auth0's free plan allows 2 a second.",
    evidence: [
      { in: "answer", name: "Retry-After" },
      { in: "answer", name: "X-RateLimit-Reset" },
    ],
    steps: ["Wait until the limit is reset.", "Send the request again. Nothing was changed."],
    fix: "try-again",
    sources: [
      {
        says: "429 Global limit has been reached",
        evidence: "reported",
        source: "github.com/auth0-extensions/auth0-reset-tenant/issues/31",
      },
      {
        says: "too_many_requests: Global limit has been reached",
        evidence: "quoted",
        source: "Authentication API reference; the text is that of the Management API",
      },
    ],
  },
  "tenant-failed": {
    group: "tenant",
    title: "The tenant failed.",
    because: "A status of 500 or more is a fault on the tenant's side, not in the request.",
    evidence: [{ in: "answer", name: "status" }],
    steps: [
      "Read again before you send again. The request may have done its work.",
      "If it goes on, look at status.auth0.com.",
    ],
    fix: "try-again",
    sources: [
      {
        says: "500 An internal server error occurred",
        evidence: "assumed",
        source: "the text of hapi, whose error shape the API has",
      },
      {
        says: "server_error: An internal server error occurred",
        evidence: "assumed",
        source: "RFC 6749 section 4.1.2.1",
      },
    ],
  },
  "cause-unknown": {
    group: "tenant",
    title: "Auth0 lists this answer, but not its cause.",
    because: "It stands in the API reference. We found nothing that says when it comes.",
    evidence: [{ in: "answer", name: "message" }],
    steps: [
      "Compare the tokens with the ten checks.",
      "Look at the tenant's own log, in its dashboard.",
    ],
    fix: null,
    sources: [
      {
        says: "400 Linking to an inexistent identity requires a connection.",
        evidence: "quoted",
        source: "Management API reference, POST /users/{id}/identities",
      },
      {
        says: "401 Client is not global",
        evidence: "reported",
        source: "community.auth0.com/t/9514; listed for GET /users/{id}",
      },
    ],
  },
  "unknown-answer": {
    group: "tenant",
    title: "The answer is not known to us.",
    because: "It is shown whole here and in the request list. We do not guess its cause.",
    evidence: [{ in: "answer", name: "message" }],
    steps: ["Read the answer.", "Search Auth0's documentation for its words."],
    fix: null,
    sources: [{ says: null, evidence: "assumed", source: "ours: better said than guessed" }],
  },
} as const satisfies Record<string, FindingCopy>;
