import type { FoundToken, Reading } from "#reader/found.ts";
import { readText } from "#reader/read-text.ts";
import { labelOf } from "./place-copy.ts";

/** What was pasted, as the inspector shows it. */
export type PastedReading = {
  readonly reading: Reading;
  readonly isEmpty: boolean;
  /** Each token once, where it stands first. */
  readonly found: readonly (FoundToken & { readonly label: string })[];
};

/** Reads what was pasted. */
export function readPasted(pasted: string): PastedReading {
  const reading = readText(pasted);
  const tokens = new Map<string, FoundToken>();
  for (const found of reading.found)
    if (found.kind === "token" && !tokens.has(found.token.raw)) tokens.set(found.token.raw, found);
  return {
    reading,
    isEmpty: reading.unread[0]?.reason === "empty",
    found: [...tokens.values()].map((found, index) => ({ ...found, label: labelOf(found, index) })),
  };
}
