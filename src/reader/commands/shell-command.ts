import type { MappedText } from "./mapped-text.ts";

/** A command of a shell, cut into its words. */
export type ShellCommand = {
  readonly words: readonly MappedText[];
  /** What a heredoc or a here-string gives it to read. */
  readonly stdin: MappedText | null;
  /** Where the command ends in the source. */
  readonly end: number;
};
