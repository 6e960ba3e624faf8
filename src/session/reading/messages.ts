import type { Judgement } from "#linking/use-cases/judgement.ts";
import type { Reading } from "#reader/found.ts";

/** What the worker is given: a file, or text. One worker reads one input. */
export type ReadingRequest = { readonly input: Blob | string };

/** What was read, and of each request and call in it, in order, what it is. */
export type JudgedReading = {
  readonly reading: Reading;
  readonly judgements: readonly Judgement[];
};

/** What the worker tells. Nothing follows `done` and `failed`. */
export type ReadingMessage =
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | ({ readonly kind: "done" } & JudgedReading)
  | { readonly kind: "failed"; readonly message: string };
