import type { Scenario } from "./scenario.ts";

/** A browser sends a request again, by itself, for every connection that was open before and is cut. */
const BROWSER_RETRIES = 50;

/** What is wrong around the request: the tenant, the network, the browser. */
export const TENANT_SCENARIOS: readonly Scenario[] = [
  {
    id: "cut",
    step: "tenant",
    label: "Cut the connection",
    finding: "no-answer",
    changes: [
      { by: "fault", fault: { endpoint: "discovery", kind: "drop", count: BROWSER_RETRIES } },
    ],
  },
  {
    id: "no-cors",
    step: "tenant",
    label: "An answer without CORS headers (then run the CORS test)",
    finding: "cors",
    changes: [{ by: "fault", fault: { endpoint: "discovery", kind: "cors-off" } }],
  },
  {
    id: "lost-answer",
    step: "link",
    label: "Link, and lose the answer",
    finding: "linked-answer-lost",
    needsTwoUsers: true,
    changes: [
      { by: "fault", fault: { endpoint: "identities", kind: "lost", count: BROWSER_RETRIES } },
    ],
  },
  {
    id: "lost-unlink-answer",
    step: "unlink",
    label: "Unlink, and lose the answer",
    finding: "unlinked-answer-lost",
    changes: [
      { by: "fault", fault: { endpoint: "identities", kind: "lost", count: BROWSER_RETRIES } },
    ],
  },
  {
    id: "slow-tenant",
    step: "tenant",
    label: "A tenant that takes 30 seconds (press Cancel)",
    finding: "wait-stopped",
    changes: [
      { by: "fault", fault: { endpoint: "discovery", kind: "latency", milliseconds: 30_000 } },
    ],
  },
  {
    id: "failing-read",
    step: "primary",
    label: "Log in, then fail to read A",
    finding: "signed-in-not-read",
    changes: [
      { by: "fault", fault: { endpoint: "users", kind: "rate-limit", retry_after: 3, count: 1 } },
    ],
  },
  {
    id: "failing-read-of-b",
    step: "secondary",
    label: "Fail to read B’s metadata (tick its box first)",
    finding: "proved-not-read",
    needsTwoUsers: true,
    changes: [{ by: "fault", fault: { endpoint: "users", kind: "failure", count: 1 } }],
  },
  {
    id: "too-many",
    step: "link",
    label: "Too many requests",
    finding: "rate-limited",
    changes: [
      { by: "fault", fault: { endpoint: "identities", kind: "rate-limit", retry_after: 3 } },
    ],
  },
  {
    id: "failure",
    step: "link",
    label: "The tenant fails",
    finding: "tenant-failed",
    changes: [{ by: "fault", fault: { endpoint: "identities", kind: "failure" } }],
  },
  {
    id: "small-bucket",
    step: "link",
    label: "One request, then no more",
    finding: "linked-not-read",
    needsTwoUsers: true,
    changes: [{ by: "bucket", burst: 1, per_second: 0.1 }],
  },
  {
    id: "tenant-anew",
    step: "secondary",
    label: "The tenant is started again",
    finding: "tenant-renewed",
    changes: [
      {
        by: "browser",
        how: "Stop the tenant after A’s login, and start it again on its port.",
        needs: "isProgram",
      },
    ],
  },
  {
    id: "no-tenant",
    step: "tenant",
    label: "A domain that is no tenant",
    finding: "not-a-tenant",
    changes: [
      { by: "browser", how: "Use my tenant, with the address of a server that is no tenant." },
    ],
  },
  {
    id: "past-worker",
    step: "link",
    label: "A request past the tenant’s worker",
    finding: "worker-silent",
    changes: [
      {
        by: "browser",
        how: "On a static site, choose “Bypass for network” in the developer tools.",
      },
    ],
  },
  {
    id: "other-document",
    step: "tenant",
    label: "A document that names another issuer",
    finding: "other-issuer",
    changes: [
      {
        by: "browser",
        how: "Put a proxy between the page and the tenant, and change issuer in the discovery document.",
        needs: "hasConnections",
      },
    ],
  },
  {
    id: "offline",
    step: "link",
    label: "Go offline",
    finding: "offline",
    changes: [
      {
        by: "browser",
        how: "Switch the network off, or choose Offline in the developer tools.",
        needs: "hasConnections",
      },
    ],
  },
  {
    id: "insecure-page",
    step: "primary",
    label: "A page over http, not at localhost",
    finding: "insecure-origin",
    changes: [{ by: "browser", how: "Open LinkLab over http under a name that is not localhost." }],
  },
  {
    id: "lost-file",
    step: "link",
    label: "A file of the page is gone",
    finding: "part-not-loaded",
    changes: [
      { by: "browser", how: "Log in, and block the files of the page in the developer tools." },
    ],
  },
  {
    id: "page-from-elsewhere",
    step: "tenant",
    label: "A page from elsewhere, a tenant here",
    finding: "local-network",
    changes: [
      {
        by: "browser",
        how: "Open LinkLab under a name that is not this computer's, with the tenant at localhost.",
        needs: "hasOwnOrigin",
      },
    ],
  },
];
