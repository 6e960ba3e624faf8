import type { Exchange, Place } from "./exchange.ts";
import type { Fix } from "./fixes.ts";
import type { GuideDefectId } from "./guide-defects.ts";
import type { UseCaseNumber } from "./use-cases.ts";

/**
 * `affected`: it worked before 2018 and is refused now. `not-affected`: nothing has to change.
 * `new-way`: it is what the guide leads to. `not-linking`: another call.
 */
export type Verdict = "affected" | "not-affected" | "new-way" | "not-linking" | "cannot-tell";

/** What decided. */
export type ReasonId =
  | "id-token-links"
  | "server-names"
  | "person-names"
  | "proof"
  | "id-token-in-auth0js"
  | "server-in-auth0js"
  | "person-in-auth0js"
  | "access-token-in-auth0js"
  | "id-token-unlinks"
  | "access-token-unlinks"
  | "preflight"
  | "other-method"
  | "other-path"
  | "call-unknown"
  | "bearer-missing"
  | "bearer-opaque"
  | "bearer-malformed"
  | "bearer-encrypted"
  | "bearer-other-scheme"
  | "bearer-conflicting"
  | "bearer-unclear"
  | "other-api"
  | "scope-missing"
  | "scope-unknown"
  | "body-absent"
  | "body-unreadable"
  | "body-neither";

/** What is worth saying beside the verdict. */
export type NoteId =
  | GuideDefectId
  | "told-by-aud"
  | "told-by-nonce"
  | "inferred-from-login"
  | "told-not-seen"
  | "header-dropped"
  | "both-scopes"
  | "both-members"
  | "provider-missing"
  | "link-with-unreadable"
  | "link-with-access-token"
  | "link-with-not-rs256"
  | "link-with-other-application"
  | "delete-body"
  | "auth0js-has-no-unlink"
  | "method-inferred"
  | "encoded-twice"
  | "full-id-in-path"
  | "path-incomplete"
  | "answered-otherwise";

/** A remark, and where it comes from in the exchange. */
export type Note = { readonly id: NoteId; readonly text: string; readonly place: Place | null };

/** What to ask when it cannot be told. Judge the exchange again with what the answer `gives`. */
export type Question = {
  readonly id: "call" | "bearer" | "scope" | "body";
  readonly text: string;
  readonly answers: readonly { readonly label: string; readonly gives: Exchange }[];
};

/** What an exchange is in the terms of the guide. */
export type Judgement = {
  readonly useCase: UseCaseNumber | null;
  readonly verdict: Verdict;
  readonly reason: {
    readonly id: ReasonId;
    readonly text: string;
    /** The characters that decide it, the most telling first; empty when nothing is there. */
    readonly places: readonly Place[];
  };
  /** How the bearer token is known; `null` when it is not. */
  readonly basis: "seen" | "inferred" | "told" | null;
  readonly fix: Fix | null;
  readonly question: Question | null;
  readonly notes: readonly Note[];
};

/** A judgement before its notes are written. */
export type Decision = Omit<Judgement, "notes" | "basis">;
