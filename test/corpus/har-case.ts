import type { OtherKind, UnreadReason } from "#reader/found.ts";
import type { Question, Verdict } from "#linking/use-cases/judgement.ts";
import type { UseCaseNumber } from "#linking/use-cases/use-cases.ts";
import { NOISE } from "./har-requests.ts";
import type { Sent, Shape } from "./har-shapes.ts";

/** A recording, and what must be read from it. */
export type HarCase = {
  readonly name: string;
  readonly input: string;
  readonly expect: {
    /** Of each call that links or unlinks, in order; preflights are no calls. */
    readonly calls: readonly (readonly [Verdict, UseCaseNumber | null])[];
    /** What the first call has to be asked. */
    readonly asks?: Question["id"];
    /** How the bearer of the first call is known. */
    readonly basis?: "seen" | "inferred";
    /** Names of the tokens, in order. */
    readonly tokens?: readonly string[];
    readonly others?: readonly OtherKind[];
    /** `error` or `message` of each refusal. */
    readonly errors?: readonly string[];
    readonly unread?: readonly UnreadReason[];
  };
};

/** A case among requests that have nothing to do with it. */
export function has(
  name: string,
  shape: Shape,
  sent: readonly Sent[],
  calls: HarCase["expect"]["calls"],
  more: Omit<HarCase["expect"], "calls"> = {},
): HarCase {
  return { name, input: shape([...NOISE, ...sent, ...NOISE]), expect: { calls, ...more } };
}
