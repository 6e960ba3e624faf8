import type { BaseIssue } from "valibot";

/** What is wrong with a value, which is not repeated unless it is one of few: it may be a secret, or a whole file. */
export function tellIssue({
  kind,
  message,
  input,
  received,
  expected,
}: BaseIssue<unknown>): string {
  const isTold = kind !== "schema" || typeof input === "object" || /"|never/.test(expected ?? "");
  return isTold ? message : message.replace(received, typeof input);
}
