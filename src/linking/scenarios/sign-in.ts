import type { Scenario } from "./scenario.ts";
import { ORDERS } from "./tokens.ts";

const DAY = 86_400;

/** What goes wrong between the button and the tokens. */
export const SIGN_IN_SCENARIOS: readonly Scenario[] = [
  {
    id: "cancel",
    step: "primary",
    label: "Cancel the login",
    finding: "login-denied",
    changes: [{ by: "browser", how: "Press Cancel on the tenant's page." }],
  },
  {
    id: "mode-unread",
    step: "primary",
    label: "An answer in the fragment, for an SDK that reads the query",
    finding: "response-mode-unread",
    changes: [{ by: "parameter", set: { response_type: "code", response_mode: "fragment" } }],
  },
  {
    id: "silent-without-login",
    step: "primary",
    label: "Ask silently for a fresh login",
    finding: "login-required",
    changes: [{ by: "parameter", set: { prompt: "none", max_age: "0" } }],
  },
  {
    id: "silent-without-consent",
    step: "secondary",
    label: "Ask silently, for an application that needs consent",
    finding: "consent-required",
    changes: [
      {
        by: "parameter",
        needsSeed: true,
        set: { client_id: "linklab-partner", prompt: "none", audience: ORDERS },
      },
    ],
  },
  {
    id: "blocked-user",
    step: "primary",
    label: "Block A",
    finding: "user-blocked",
    changes: [{ by: "block", owner: "A" }],
  },
  {
    id: "unknown-audience",
    step: "primary",
    label: "An audience that is no API",
    finding: "audience-unknown",
    changes: [{ by: "parameter", set: { audience: "https://nobody.example/" } }],
  },
  {
    id: "partner-at-management",
    step: "primary",
    label: "The Management API, for somebody else’s application",
    finding: "api-not-granted",
    changes: [
      {
        by: "parameter",
        needsSeed: true,
        set: { client_id: "linklab-partner", response_type: "code" },
      },
    ],
  },
  {
    id: "unknown-connection",
    step: "primary",
    label: "A connection that is not there",
    finding: "parameter-refused",
    changes: [{ by: "parameter", set: { connection: "nowhere" } }],
  },
  {
    id: "forbidden-flow",
    step: "primary",
    label: "Implicit, for an application that may not",
    finding: "grant-not-allowed",
    isAnsweredByPage: true,
    changes: [
      {
        by: "parameter",
        needsSeed: true,
        set: { client_id: "linklab-partner", response_type: "token id_token" },
      },
    ],
  },
  {
    id: "confidential-application",
    step: "primary",
    label: "The client ID of a regular web application",
    finding: "secret-needed",
    changes: [
      {
        by: "parameter",
        needsSeed: true,
        set: { client_id: "linklab-web", response_type: "code" },
      },
    ],
  },
  {
    id: "other-callback",
    step: "primary",
    label: "A callback that is not in the list",
    finding: "callback-not-allowed",
    isAnsweredByPage: true,
    changes: [{ by: "parameter", set: { redirect_uri: "https://elsewhere.example/callback" } }],
  },
  {
    id: "unknown-client",
    step: "primary",
    label: "A client ID that nobody has",
    finding: "application-unknown",
    isAnsweredByPage: true,
    changes: [{ by: "parameter", set: { client_id: "nobody" } }],
  },
  {
    id: "wrong-verifier",
    step: "primary",
    label: "Another code_verifier",
    finding: "code-refused",
    changes: [
      {
        by: "browser",
        how: "Put a proxy between the page and the tenant, and change code_verifier in POST /oauth/token.",
        needs: "hasConnections",
      },
    ],
  },
  {
    id: "old-refresh-token",
    step: "primary",
    label: "Renew 31 days later, with a refresh token",
    finding: "refresh-token-refused",
    isAtRenewal: true,
    changes: [{ by: "clock", offset: 31 * DAY }],
  },
  {
    id: "other-state",
    step: "primary",
    label: "An answer with another state",
    finding: "state-mismatch",
    changes: [
      {
        by: "browser",
        how: "Press the login's button, then open /callback?code=x&state=y in this tab.",
      },
    ],
  },
  {
    id: "used-answer",
    step: "primary",
    label: "The answer of a login once more",
    finding: "callback-used",
    changes: [
      {
        by: "browser",
        how: "Copy the address of GET /callback from the developer tools at a login, and open it once more in this tab.",
      },
    ],
  },
  {
    id: "unasked-answer",
    step: "primary",
    label: "An answer for which no login waits",
    finding: "callback-unasked",
    changes: [{ by: "browser", how: "Open /callback?code=x&state=y in this tab." }],
  },
  {
    id: "no-callback-answer",
    step: "primary",
    label: "A callback without an answer",
    finding: "callback-incomplete",
    changes: [{ by: "browser", how: "Open /callback in this tab." }],
  },
  {
    id: "swapped-session",
    step: "primary",
    label: "Renew with somebody else's session",
    finding: "session-swapped",
    changes: [
      {
        by: "browser",
        how: "Log in as B, then come back here and renew A's tokens without a refresh token.",
      },
    ],
  },
  {
    id: "other-person",
    step: "primary",
    label: "Come back as somebody else",
    finding: "other-account",
    changes: [
      {
        by: "browser",
        how: "Reload after the login, press Log in as A, and log in as another account.",
      },
    ],
  },
  {
    id: "no-prompt",
    step: "secondary",
    label: "Leave prompt=login out",
    finding: "same-account",
    needsTwoUsers: true,
    changes: [{ by: "parameter", set: { prompt: "" } }],
  },
  {
    id: "linked-login",
    step: "secondary",
    label: "Log in as B after the link",
    finding: "already-linked-pair",
    changes: [{ by: "browser", how: "Link the two, then come back here and log in as B again." }],
  },
  {
    id: "blocked-popup",
    step: "secondary",
    label: "Block the popup",
    finding: "popup-blocked",
    changes: [
      {
        by: "browser",
        how: "Forbid popups for this site in the site settings, then press the login's button.",
      },
    ],
  },
  {
    id: "closed-popup",
    step: "secondary",
    label: "Close the popup",
    finding: "popup-closed",
    changes: [{ by: "browser", how: "Open the popup and close it." }],
  },
  {
    id: "idle-popup",
    step: "secondary",
    label: "Leave the popup alone",
    finding: "popup-timeout",
    changes: [{ by: "browser", how: "Open the popup and leave it alone for five minutes." }],
  },
  {
    id: "tenant-on-other-site",
    step: "primary",
    label: "Renew from a tenant on another site",
    finding: "third-party-cookie",
    changes: [
      {
        by: "browser",
        how: "Use a tenant of your own in a browser that blocks third-party cookies, and renew without a refresh token.",
      },
    ],
  },
];
