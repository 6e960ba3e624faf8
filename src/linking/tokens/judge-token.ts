import { asDecodedToken, type TokenReading } from "#protocol/token-reading.ts";
import type { SignatureVerdict } from "#protocol/verify-signature.ts";
import { expectAnswer, type Expectation } from "./expect-answer.ts";
import { judgeFit, type FitVerdict, type LinkPlace } from "./judge-fit.ts";
import { judgeTime, type TimeVerdict } from "./judge-time.ts";
import type { Yardstick } from "./yardstick.ts";

/** All that is said of a token in one place of the link, but for its form and its signature. */
export type TokenJudgement = {
  /** `null` for a token without claims. */
  readonly time: TimeVerdict | null;
  readonly fit: FitVerdict;
  readonly expected: Expectation;
};

/**
 * Judges a token for one place of the link.
 *
 * @param by.now seconds since the epoch
 */
export function judgeToken(
  token: TokenReading,
  by: { place: LinkPlace; yardstick: Yardstick; signature: SignatureVerdict; now: number },
): TokenJudgement {
  const decoded = asDecodedToken(token);
  const time = decoded && judgeTime(decoded, by.now);
  const fit = judgeFit(token, by.place, by.yardstick);
  return { time, fit, expected: expectAnswer(fit, by.signature, time) };
}
