import type { Judgement } from "#linking/use-cases/judgement.ts";
import type { Found, Reading, Unread } from "#reader/found.ts";

/** What the worker is given: a file, or text. One worker reads one input. */
export type ReadingRequest = { readonly input: Blob | string };

/** What was read, and of each request and call in it, in order, what it is. */
export type JudgedReading = {
  readonly reading: Reading;
  readonly judgements: readonly Judgement[];
};

/**
 * What the worker tells. Nothing follows `done` and `failed`. What was found comes in parts, each a
 * task of its own for the page, so that even 10,000 calls do not stop it.
 */
export type ReadingMessage =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | {
      readonly kind: "part";
      readonly found: readonly Found[];
      readonly judgements: readonly Judgement[];
    }
  | { readonly kind: "done"; readonly unread: readonly Unread[] }
  | { readonly kind: "failed"; readonly message: string };
