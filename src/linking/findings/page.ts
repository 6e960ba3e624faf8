import type { FindingCopy } from "./finding-copy.ts";
import { LOST_PART, UNEXPECTED, WAY_ON } from "./page-faults.ts";

/** What concerns this page alone. */
export const PAGE_FINDINGS = {
  "linked-answer-lost": {
    group: "page",
    title: "The answer was lost, but the accounts are linked.",
    because: "No answer came to the request. The user was read again, and B's identity is in it.",
    evidence: [{ in: "answer", name: "identities" }],
    steps: ["Nothing is left to send. Go to “See what changed”."],
    fix: "see-changes",
    isRefusal: true,
    sources: [
      {
        says: null,
        evidence: "assumed",
        source: "ours: a request can arrive though its answer does not",
      },
    ],
  },
  "linked-not-read": {
    group: "page",
    title: "Linked (201). The user could not be read again.",
    because: "The link itself went through; only the request that shows its result failed.",
    evidence: [{ in: "answer", name: "status" }],
    steps: ["Read A again; nothing is left to send."],
    fix: "read-user",
    sources: [{ says: null, evidence: "assumed", source: "ours: a link is two requests here" }],
  },
  "signed-in-not-read": {
    group: "page",
    title: "Signed in. The user could not be read.",
    because: "The login itself went through; only the request that shows A's identities failed.",
    evidence: [{ in: "answer", name: "status" }],
    steps: ["Read A again; there is no need for another login."],
    fix: "read-user",
    sources: [{ says: null, evidence: "assumed", source: "ours: a login is followed by a read" }],
  },
  "proved-not-read": {
    group: "page",
    title: "B is proved. Its metadata could not be read.",
    because:
      "B's login went through, and its ID token is the proof. Only the read of B failed; the access token for it is dropped.",
    evidence: [{ in: "answer", name: "status" }],
    steps: ["Go on without B's metadata, or log in as B again to read it."],
    fix: "try-again",
    sources: [
      { says: null, evidence: "assumed", source: "ours: B is read after its login, if asked" },
    ],
  },
  "unlinked-answer-lost": {
    group: "page",
    title: "The answer was lost, but the identity is unlinked.",
    because: "No answer came to the request. A was read again, and the identity is gone from it.",
    evidence: [{ in: "answer", name: "identities" }],
    steps: ["Nothing is left to send."],
    fix: null,
    isRefusal: true,
    sources: [
      {
        says: null,
        evidence: "assumed",
        source: "ours: a request can arrive though its answer does not",
      },
    ],
  },
  "part-not-loaded": {
    group: "page",
    title: LOST_PART.title,
    because: LOST_PART.because,
    evidence: [{ in: "browser", name: "import()" }],
    steps: [WAY_ON],
    fix: "try-again",
    sources: [
      { says: null, evidence: "quoted", source: "HTML standard, import(): a module that fails" },
    ],
  },
  "wait-stopped": {
    group: "page",
    title: "You stopped waiting.",
    because: "The request had left. The tenant may do what it asks all the same.",
    evidence: [{ in: "answer", name: "status" }],
    steps: ["Read again before you send again."],
    fix: "try-again",
    isRefusal: true,
    sources: [{ says: null, evidence: "quoted", source: "DOM standard: AbortError" }],
  },
  unexpected: {
    group: "page",
    title: UNEXPECTED.title,
    because: UNEXPECTED.because,
    steps: ["Reload the page. Your tokens are gone then, but nothing at the tenant changes."],
    evidence: [],
    fix: null,
    sources: [{ says: null, evidence: "assumed", source: "ours: what nobody foresaw ends here" }],
  },
} as const satisfies Record<string, FindingCopy>;
