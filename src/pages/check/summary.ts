import type { Verdict } from "#linking/use-cases/judgement.ts";
import type { Found } from "#reader/found.ts";
import type { NumberedCall } from "./brought.ts";

const VERDICTS: Readonly<Record<Verdict, string>> = {
  affected: "affected",
  "cannot-tell": "can’t tell",
  "not-affected": "not affected",
  "new-way": "the new way",
  "not-linking": "no link or unlink",
};

const KINDS: readonly (readonly [Found["kind"], string, string])[] = [
  ["error", "error", "errors"],
  ["token", "token", "tokens"],
  ["log", "log line", "log lines"],
  ["other", "other thing", "other things"],
];

/** What was found, in one line: verdicts first. */
export function summaryOf(found: readonly Found[], calls: readonly NumberedCall[]): string {
  const verdicts = Object.entries(VERDICTS).flatMap(([verdict, words]) => {
    const number = calls.filter(({ judged }) => judged.judgement.verdict === verdict).length;
    return number === 0 ? [] : [`${number.toLocaleString("en")} ${words}`];
  });
  const kinds = KINDS.flatMap(([kind, one, many]) => {
    const number = found.filter((item) => item.kind === kind).length;
    return number === 0 ? [] : [`${number.toLocaleString("en")} ${number === 1 ? one : many}`];
  });
  return [...verdicts, ...kinds].join(" · ");
}
