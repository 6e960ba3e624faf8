import type { CompleteApp } from "#linking/use-cases/my-app-answers.ts";
import type { FindingId } from "#linking/findings/findings.ts";

/** Where the page leads. */
export type CheckHrefs = {
  readonly error: (id: FindingId) => string;
  /** A row of the nine use cases. */
  readonly row: (number: number) => string;
  /** What to change in the code of an app. */
  readonly app: (app: CompleteApp) => string;
};
