/** A place in a file of a seed. */
export type SeedPlace = {
  /** Such as `tenant.yaml`. */
  file: string;
  /** Names and positions down to the value; empty for the whole file. */
  path: readonly (string | number)[];
};

/** What is wrong with a seed, or left out of it, and where. */
export type SeedNote = SeedPlace & { text: string };

/** Told about all that a seed has and this tenant does not, each thing by its name. */
export type NoteSkipped = (path: SeedPlace["path"], text: string) => void;

/** Tells what would keep somebody out and does not here, of those that are set. */
export function noteOpen(
  note: NoteSkipped,
  closed: Readonly<Record<string, boolean | null | undefined>>,
): void {
  for (const [name, isClosed] of Object.entries(closed))
    if (isClosed) note([name], `goes without ${name}, which is not emulated`);
}

/** A seed that cannot be used. */
export class SeedError extends TypeError {
  override name = "SeedError";
  readonly note: SeedNote;
  constructor(note: SeedNote) {
    super(`seed: ${note.file}: ${describePath(note)}: ${note.text}`);
    this.note = note;
  }
}

/** The path as people read it, such as `clients.0.name`. */
export function describePath({ path }: SeedPlace): string {
  return path.length === 0 ? "the file" : path.join(".");
}
