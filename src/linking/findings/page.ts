import { UNEXPECTED, type FindingCopy } from "#linking/finding-copy.ts";

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
    steps: ["Go to “See what changed” and read the user there."],
    fix: "see-changes",
    sources: [{ says: null, evidence: "assumed", source: "ours: a link is two requests here" }],
  },
  unexpected: {
    group: "page",
    title: UNEXPECTED.title,
    because: UNEXPECTED.because,
    steps: [UNEXPECTED.step],
    evidence: [],
    fix: null,
    sources: [{ says: null, evidence: "assumed", source: "ours: what nobody foresaw ends here" }],
  },
} as const satisfies Record<string, FindingCopy>;
