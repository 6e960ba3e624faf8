import type { TenantLogEntry } from "#emulator/ports.ts";

/** The last requests that a tenant answered. */
export type LogKeeper = {
  /** @returns the entry's number */
  add: (entry: TenantLogEntry) => number;
  /** The entry of a number, if it is remembered. */
  find: (number: number) => NumberedEntry | undefined;
  /** Entries after a number, oldest first. Numbers begin at 1. */
  after: (number: number) => readonly NumberedEntry[];
  clear: () => void;
  /** All that it remembers: data that can be cloned. */
  save: () => SavedLog;
};

/** A log that can be gone on with. */
export type SavedLog = {
  entries: readonly NumberedEntry[];
  /** The last number that was given. */
  count: number;
};

/** An entry with its place in the log. No number is given twice, also after the log was emptied. */
export type NumberedEntry = Omit<TenantLogEntry, "failure"> & {
  number: number;
  /** The text of what was thrown, when the tenant failed. */
  failure?: string | undefined;
};

/** How many requests are remembered. */
export const MAX_ENTRIES = 500;

/** Characters that are remembered of a path. Whoever leads a browser here chooses how long it is. */
export const LONGEST_PATH = 2048;

/** A token, code, cookie or refresh token: alone in a part of the path, or longer than what names a user. */
const SECRETS = /eyJ[\w-]+(?:\.[\w-]*){0,2}|(?<=\/)[\w-]{32}(?=\/|$)|[\w-]{43,}/g;

/** A log in memory that forgets its oldest entries. It goes on with one that was saved. */
export function createLogKeeper(saved: SavedLog = { entries: [], count: 0 }): LogKeeper {
  let entries = [...saved.entries];
  let { count } = saved;
  // Cut short from time to time, not with each request.
  const remembered = () => entries.slice(-MAX_ENTRIES);
  return {
    add: (entry) => {
      count += 1;
      const { failure } = entry;
      const unknown = failure ? "unknown failure" : undefined;
      entries.push({
        number: count,
        ...entry,
        // A part of a text keeps all of it in memory, which is the whole address.
        path: structuredClone(
          entry.path
            .slice(0, LONGEST_PATH)
            .replace(SECRETS, "[redacted]")
            .replace(/[\p{Cc}\p{Cf}]/gu, encodeURIComponent),
        ),
        failure: failure instanceof Error ? failure.message : unknown,
      });
      if (entries.length >= 2 * MAX_ENTRIES) entries = entries.slice(-MAX_ENTRIES);
      return count;
    },
    find: (number) => remembered().find((entry) => entry.number === number),
    after: (number) => remembered().filter((entry) => entry.number > number),
    clear: () => {
      entries = [];
    },
    save: () => ({ entries: remembered(), count }),
  };
}
