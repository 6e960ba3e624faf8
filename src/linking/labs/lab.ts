import type { Finding, FindingId } from "#linking/findings/findings.ts";
import type { PlannedExchange } from "#linking/walkthrough/plan.ts";

/** Whose account it is. */
export type Role = "A" | "B";

/** How a step came out, as its row says it. */
export type Outcome = {
  readonly tone: "ok" | "expected" | "bad" | "note";
  readonly text: string;
  /** What the API said, where it was asked. */
  readonly answer?: { readonly status: number; readonly message: string };
  /** Not what the step said would come: a lab that plays by itself stops here. */
  readonly isUnexpected?: boolean;
};

/** Why a step is not done. It waits, and can be tried again. */
export type Stuck = { readonly finding: Finding };

/**
 * A step of a lab: what its row and the diagram say beforehand, and what it does. The steps of one
 * script close over what they learn, such as a token.
 */
export type LabStep<Lab> = {
  readonly does: string;
  /** Who logs in, in a popup that the reader's click opens; `null` where nobody does. */
  readonly login: Role | null;
  /** `refusal`: that the tenant says no is what the step is there for. */
  readonly expects: "success" | "refusal";
  readonly planned: readonly PlannedExchange[];
  /** Without an outcome it is done, and that is all there is to say. */
  readonly run: (lab: Lab) => Promise<Outcome | Stuck | void>;
};

/** What a lab says around its steps. */
export type LabCopy = {
  readonly title: string;
  readonly lead: string;
  /** What stops it, at both ends. */
  readonly check: { readonly page: string; readonly server: string };
  /** What the failure is called in the catalogue, where it has a name. */
  readonly finding: FindingId | null;
};
