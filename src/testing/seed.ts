import { escapeForTerminal } from "#cli/escape-for-terminal.ts";
import { describePath, SeedError } from "#emulator/index.ts";
import type { SeedPlace, TenantSeed } from "#emulator/index.ts";
import type { TenantOptions } from "./types.ts";

/** What a tenant is told of its seed. */
export type OpenedSeed = {
  options: { seed?: TenantSeed; onSkipped: (note: SeedPlace & { text: string }) => void };
  /** Runs what reads the seed; an error names file and line. */
  explained: <Made>(make: () => Made) => Made;
};

/**
 * Reads a seed from disk, or takes it as it is.
 * @throws an error of one line that names the file
 */
export async function openSeed({ seed, onSkipped = warn }: TenantOptions): Promise<OpenedSeed> {
  const { locate, ...read } = await readSeedOf(seed);
  const placeOf = (note: SeedPlace) => locate?.(note) ?? note.file;
  const explain = (error: unknown): unknown =>
    error instanceof SeedError
      ? new TypeError(
          escapeForTerminal(
            `${placeOf(error.note)}: ${describePath(error.note)}: ${error.note.text}`,
          ),
        )
      : error;
  return {
    options: {
      ...read,
      onSkipped: (note) => onSkipped(escapeForTerminal(`${placeOf(note)}: ${note.text}`)),
    },
    explained: (make) => {
      try {
        const made = make();
        if (made instanceof Promise)
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same promise, but for its error
          return made.catch((error: unknown) => Promise.reject(explain(error))) as typeof made;
        return made;
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

type Read = { seed?: TenantSeed; locate?: (place: SeedPlace) => string };

async function readSeedOf(seed: TenantOptions["seed"]): Promise<Read> {
  if (seed === undefined) return {};
  if (typeof seed !== "string") {
    const { tenant, databaseUsers = {}, socialUsers = [] } = seed;
    return { seed: { tenant, databaseUsers, socialUsers } };
  }
  // A parser, for those who bring files.
  const { readSeed } = await import("#cli/seed.ts");
  return readSeed(seed, process.env);
}

function warn(line: string): void {
  process.stderr.write(`linklab: warning: ${line}\n`);
}
