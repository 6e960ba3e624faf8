import type { Scenario } from "./scenario.ts";

const HOUR = 3600;
/** An API of the tenant that is not the Management API. */
export const ORDERS = "https://orders.linklab.example/";

/** What is wrong with a token: the request for it, A's as a bearer, or B's before it is sent. */
export const TOKEN_SCENARIOS: readonly Scenario[] = [
  {
    id: "no-access-token",
    step: "primary",
    label: "Ask for an ID token only",
    finding: "access-token-absent",
    changes: [{ by: "parameter", set: { response_type: "id_token" } }],
  },
  {
    id: "no-audience",
    step: "primary",
    label: "Leave the audience out",
    finding: "token-opaque",
    changes: [{ by: "parameter", set: { audience: "" } }],
  },
  {
    id: "other-api",
    step: "primary",
    label: "The audience of another API",
    finding: "other-audience",
    changes: [{ by: "parameter", set: { audience: ORDERS } }],
  },
  {
    id: "hs256-application",
    step: "primary",
    label: "An application that signs with HS256",
    finding: "not-rs256",
    changes: [{ by: "parameter", needsSeed: true, set: { client_id: "linklab-hs256" } }],
  },
  {
    id: "clock-behind",
    step: "primary",
    label: "A tenant whose clock is 12 hours behind",
    finding: "claim-invalid",
    changes: [{ by: "clock", offset: -12 * HOUR }],
  },
  {
    id: "id-token-as-bearer",
    step: "old-way",
    label: "A's ID token as the bearer",
    finding: "id-token-as-bearer",
    changes: [{ by: "request", way: "id-token-as-bearer" }],
  },
  {
    id: "no-bearer",
    step: "link",
    label: "No Authorization header",
    finding: "token-missing",
    changes: [{ by: "request", way: "no-bearer" }],
  },
  {
    id: "opaque-bearer",
    step: "link",
    label: "An opaque access token, which is no JWT",
    finding: "token-opaque",
    changes: [{ by: "request", way: "opaque-bearer" }],
  },
  {
    id: "foreign-bearer",
    step: "link",
    label: "An access token of another issuer",
    finding: "token-not-accepted",
    changes: [
      {
        by: "mint",
        slot: "bearer",
        owner: "A",
        token: { kind: "access_token", claims: { iss: "https://other.example/" } },
      },
    ],
  },
  {
    id: "tampered-bearer",
    step: "link",
    label: "A changed access token",
    finding: "token-signature",
    changes: [{ by: "tamper", slot: "bearer" }],
  },
  {
    id: "expired-bearer",
    step: "link",
    label: "A day and an hour later",
    finding: "token-expired",
    changes: [{ by: "clock", offset: 25 * HOUR }],
  },
  {
    id: "bearer-for-other-api",
    step: "link",
    label: "An access token for another API",
    finding: "other-audience",
    changes: [
      {
        by: "mint",
        slot: "bearer",
        owner: "A",
        token: { kind: "access_token", claims: { aud: ORDERS } },
      },
    ],
  },
  {
    id: "no-scope",
    step: "link",
    label: "An access token without the scope",
    finding: "scope-missing",
    changes: [
      {
        by: "mint",
        slot: "bearer",
        owner: "A",
        token: { kind: "access_token", scope: "openid read:current_user" },
      },
    ],
  },
  {
    id: "tampered-proof",
    step: "link",
    label: "A changed ID token, checked in the page",
    finding: "signature-invalid",
    changes: [{ by: "tamper", slot: "proof" }],
  },
  {
    id: "stranger-proof",
    step: "link",
    label: "An ID token by a stranger's key, checked in the page",
    finding: "key-not-found",
    changes: [
      { by: "mint", slot: "proof", owner: "B", token: { kind: "id_token", key: "stranger" } },
    ],
  },
  {
    id: "proof-of-another-tenant",
    step: "link",
    label: "An ID token of another tenant, checked in the page",
    finding: "token-issuer",
    changes: [
      {
        by: "mint",
        slot: "proof",
        owner: "B",
        token: { kind: "id_token", claims: { iss: "https://other.example/" } },
      },
    ],
  },
  {
    id: "proof-for-another-application",
    step: "link",
    label: "An ID token for another application, checked in the page",
    finding: "token-recipient",
    changes: [
      {
        by: "mint",
        slot: "proof",
        owner: "B",
        token: { kind: "id_token", claims: { aud: "linklab-other" } },
      },
    ],
  },
  {
    id: "other-nonce",
    step: "primary",
    label: "An ID token with another nonce",
    finding: "nonce-mismatch",
    changes: [
      {
        by: "browser",
        how: "Put a proxy between the page and the tenant, and change nonce in GET /authorize.",
        needs: "hasConnections",
      },
    ],
  },
  {
    id: "old-proof",
    step: "link",
    label: "An ID token that is over, checked in the page",
    finding: "claim-invalid",
    changes: [
      { by: "mint", slot: "proof", owner: "B", token: { kind: "id_token", lifetime: -HOUR } },
    ],
  },
  {
    id: "unsigned-proof",
    step: "link",
    label: "An ID token without a signature, checked in the page",
    finding: "token-malformed",
    changes: [
      { by: "mint", slot: "proof", owner: "B", token: { kind: "id_token", algorithm: "none" } },
    ],
  },
  {
    id: "hs256-proof",
    step: "link",
    label: "An ID token signed with HS256",
    finding: "not-rs256",
    changes: [
      {
        by: "mint",
        slot: "link_with",
        owner: "B",
        token: { kind: "id_token", algorithm: "HS256" },
      },
    ],
  },
];
