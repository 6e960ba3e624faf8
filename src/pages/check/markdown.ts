import type { Verdict } from "#linking/use-cases/judgement.ts";
import { titleOf } from "./call-title.ts";
import type { NumberedCall } from "./brought.ts";

/** More would be too long for a comment of a pull request. */
const LINES = 200;

const WORDS: Readonly<Record<Exclude<Verdict, "not-linking">, string>> = {
  affected: "Affected",
  "cannot-tell": "Can’t tell",
  "not-affected": "Not affected",
  "new-way": "The new way",
};

/** What Markdown, HTML or a reader's eyes would act on. */
const MARKS = /[\\`*_[\]<>|#@&~!]|\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu;

/**
 * The verdicts as Markdown, for a pull request: where, what, why and what to change, a line a call. All
 * words are LinkLab's own but the name, so no token can be in it.
 *
 * @param name of the file; `null` for a pasted text
 */
export function markdownOf(name: string | null, calls: readonly NumberedCall[]): string {
  const lines = calls.flatMap(({ judged }) => {
    const { verdict, useCase, reason, fix, question } = judged.judgement;
    if (verdict === "not-linking") return [];
    const what = useCase === null ? WORDS[verdict] : `${WORDS[verdict]}, use case ${useCase}`;
    const open = question === null ? "" : ` To be answered: ${question.text}`;
    const change = fix === null ? "" : ` Change: ${fix.title}.`;
    return [`- **${what}**, ${titleOf(judged)}: ${reason.text}${open}${change}`];
  });
  const more = lines.length - LINES;
  return [
    `**Account linking, ${name === null ? "a pasted text" : escapeMarks(name)}**`,
    "",
    ...lines.slice(0, LINES),
    ...(more > 0 ? [`- and ${more.toLocaleString("en")} more`] : []),
    "",
  ].join("\n");
}

function escapeMarks(text: string): string {
  return text.replaceAll(MARKS, (sign) => (/[!-~]/.test(sign) ? `\\${sign}` : "\ufffd"));
}
