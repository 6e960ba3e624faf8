/** What happened, why, and what to do about it. */
export type FindingCopy = {
  readonly title: string;
  readonly because: string;
  readonly next: string;
  /** The button that goes with it. */
  readonly fix: Fix | null;
  /** Set where nothing is broken: a rule said no, or the person did. */
  readonly isRefusal?: true;
};

/** What a finding's button does. */
export type Fix = "log-in-as-a" | "log-in-as-b" | "read-tenant" | "see-changes";

/** A fault of the page itself. Stands apart because the page needs it before it can load the rest. */
export const UNEXPECTED: FindingCopy = {
  title: "Something in this page went wrong.",
  because: "This is a fault of LinkLab, not of the tenant or of you.",
  next: "Reload the page. Your tokens are gone then, but nothing at the tenant changes.",
  fix: null,
};
