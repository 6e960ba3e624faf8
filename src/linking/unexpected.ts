import type { FindingCopy } from "./findings.ts";

/** What is said of a fault of the page itself; apart, for it must be there when all else fails. */
export const UNEXPECTED: FindingCopy = {
  title: "Something in this page went wrong.",
  because: "This is a fault of LinkLab, not of the tenant or of you.",
  next: "Reload the page. Your tokens are gone then, but nothing at the tenant changes.",
  fix: null,
};
