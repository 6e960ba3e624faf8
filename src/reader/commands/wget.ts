import { mapWhole, rangeOf, sliceText, trimText, type MappedText } from "./mapped-text.ts";
import { readOptions, type OptionTable } from "./options.ts";
import type { ShellCommand } from "./shell-command.ts";
import {
  isLikeUrl,
  splitHeader,
  type WrittenHeader,
  type WrittenRequest,
} from "./written-request.ts";

/** @see https://www.gnu.org/software/wget/manual/wget.html */
const WGET: OptionTable = {
  letters: { U: "user-agent", O: "output-document" },
  lettersWithValue: "aBDeilOoPQRtTUwXAI",
  namesWithValue: new Set(
    `append-output base bind-address body-data body-file ca-certificate certificate
    connect-timeout dns-timeout execute header http-password http-user input-file
    load-cookies max-redirect method output-document output-file password post-data post-file
    private-key read-timeout referer save-cookies secure-protocol timeout tries user user-agent
    wait`.split(/\s+/),
  ),
};

/** Reads a call of wget. A body in a file is not known. */
export function readWget({ words }: ShellCommand): readonly WrittenRequest[] {
  let method: MappedText | null = null;
  let body: MappedText | null = null;
  let isPost = false;
  const headers: WrittenHeader[] = [];
  const operands: MappedText[] = [];
  for (const { name, value } of readOptions(words, WGET)) {
    if (value === null) continue;
    if (name === null) operands.push(value);
    else if (name === "method") method = value;
    else if (name === "body-data" || name === "post-data") body = value;
    else if (name === "user-agent") headers.push({ name: "User-Agent", value });
    else if (name === "referer") headers.push({ name: "Referer", value });
    else if (name === "header") {
      const split = splitHeader(value.text);
      if (split !== null)
        headers.push({ name: split.name, value: trimText(sliceText(value, split.valueStart)) });
    }
    isPost ||= name === "post-data" || name === "post-file";
  }
  const url = operands.find(({ text }) => isLikeUrl(text));
  if (url === undefined) return [];
  const chosen = mapWhole(isPost ? "POST" : "GET", rangeOf(url) ?? { start: 0, end: 0 });
  return [
    {
      form: "wget",
      method: { text: method ?? chosen, isWritten: method !== null },
      url,
      headers,
      body,
    },
  ];
}
