import { readToken, type TokenReading } from "#protocol/token-reading.ts";
import { readPasted, type PastedReading } from "./read-pasted.ts";
import { Readings } from "./readings.tsx";

/** What reads tokens and shows them. The empty inspector does without. */
export type Reader = {
  readonly read: (pasted: string) => PastedReading;
  readonly readOne: (raw: string) => TokenReading;
  readonly Readings: typeof Readings;
};

/** Reads what was pasted, and the tokens that are held. */
export const reader: Reader = { read: readPasted, readOne: readToken, Readings };
