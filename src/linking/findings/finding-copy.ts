import type { Evidence } from "#protocol/evidence.ts";

/** What a finding is about; the list of errors is in this order. */
export const FINDING_GROUPS = [
  "sign-in",
  "browser",
  "tokens",
  "identities",
  "tenant",
  "page",
] as const;

/** One of the subjects of findings. */
export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** What happened, why, and what to do about it. */
export type FindingCopy = {
  readonly group: FindingGroup;
  readonly title: string;
  /** The cause. */
  readonly because: string;
  /** What gave it away. */
  readonly evidence: readonly Clue[];
  /** What to do, in order. */
  readonly steps: readonly string[];
  /** The button that goes with it. */
  readonly fix: Fix | null;
  /** Set where nothing is broken: a rule said no, or the person did. */
  readonly isRefusal?: true;
  readonly sources: readonly FindingSource[];
};

/** The one claim, parameter, header or member to look at, and where it is. */
export type Clue = {
  readonly in:
    | "A access token"
    | "A ID token"
    | "B ID token"
    /** Of the login that failed, whoever's it was. */
    | "ID token"
    | "authorization request"
    | "authorization response"
    | "token request"
    | "link request"
    | "unlink request"
    | "answer"
    | "browser";
  readonly name: string;
};

/** What a finding rests on. */
export type FindingSource = {
  /**
   * The words of the API: `status message` of the Management API, `error: error_description` of
   * OAuth; `{name}` stands for a part that varies. `null` where no API says anything.
   */
  readonly says: string | null;
  readonly evidence: Evidence;
  readonly source: string;
};

/** What a finding's button does. */
export type Fix =
  | "log-in-as-a"
  | "log-in-as-b"
  | "log-in-again"
  | "begin-again"
  | "read-tenant"
  | "read-user"
  | "see-changes"
  | "try-again"
  | "reset-request"
  | "test-connection"
  | "reload-page";
