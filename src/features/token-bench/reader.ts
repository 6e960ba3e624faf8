import { readPastedText, type PastedText } from "#protocol/pasted-text.ts";
import { readToken, type TokenReading } from "#protocol/token-reading.ts";

/** What reads tokens. The empty bench does without; it is fetched as soon as that stands. */
export type Reader = {
  readonly read: (pasted: string) => PastedText;
  readonly readOne: (raw: string) => TokenReading;
};

/** Reads what was pasted, and the tokens that are held. */
export const reader: Reader = { read: readPastedText, readOne: readToken };
