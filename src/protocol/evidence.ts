/** How we know that Auth0 answers so. */
export type Evidence = (typeof EVIDENCE)[number];

/** The marks, the surest first. */
export const EVIDENCE = ["recorded", "quoted", "reported", "assumed"] as const;

/** What follows a mark to make it a phrase. */
export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  recorded: "from a real tenant",
  quoted: "from Auth0’s own documentation or source",
  reported: "by a third party",
  assumed: "by LinkLab",
};
