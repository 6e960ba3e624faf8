import { sliceText, type MappedText } from "./mapped-text.ts";

/** The options of a program, as far as they matter here. */
export type OptionTable = {
  /** Letters and their long names. */
  readonly letters: Readonly<Record<string, string>>;
  /** Letters that take a value, of those that matter and of those that must be skipped. */
  readonly lettersWithValue: string;
  /** Long names that take a value. */
  readonly namesWithValue: ReadonlySet<string>;
};

/** An option by its long name, or a word that belongs to none: `name` is `null` then. */
export type Option = { readonly name: string | null; readonly value: MappedText | null };

/** What begins an option. Chats and mail programs make one long dash of two. */
const DASHES = /^(?:-[^]|[–—][a-z])/;
const LONG = /^(?:--|[–—])/;

/** Reads the words after a program's name: short, long, grouped and joined options, and `=`. */
export function readOptions(words: readonly MappedText[], table: OptionTable): readonly Option[] {
  const options: Option[] = [];
  let hasEnded = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const { text } = word;
    if (hasEnded || !DASHES.test(text)) {
      options.push({ name: null, value: word });
    } else if (text === "--") {
      hasEnded = true;
    } else {
      const long = LONG.exec(text)?.[0].length;
      const read = long === undefined ? readShorts(word, table) : readLong(word, long, table);
      options.push(...read.options);
      if (read.waiting === null) continue;
      index += 1;
      options.push({ name: read.waiting, value: words[index] ?? null });
    }
  }
  return options;
}

/** `waiting`: the option that takes the next word as its value. */
type Read = { readonly options: readonly Option[]; readonly waiting: string | null };

function readLong(word: MappedText, start: number, table: OptionTable): Read {
  const equals = word.text.indexOf("=");
  const name = word.text.slice(start, equals === -1 ? undefined : equals);
  if (equals !== -1)
    return { options: [{ name, value: sliceText(word, equals + 1) }], waiting: null };
  if (table.namesWithValue.has(name)) return { options: [], waiting: name };
  return { options: [{ name, value: null }], waiting: null };
}

function readShorts(word: MappedText, table: OptionTable): Read {
  const options: Option[] = [];
  // No program has more letters than these; a longer group is none.
  const end = Math.min(word.text.length, 60);
  for (let at = 1; at < end; at += 1) {
    const letter = word.text[at] ?? "";
    const name = Object.hasOwn(table.letters, letter) ? (table.letters[letter] ?? letter) : letter;
    if (!table.lettersWithValue.includes(letter)) {
      options.push({ name, value: null });
      continue;
    }
    if (at + 1 === word.text.length) return { options, waiting: name };
    options.push({ name, value: sliceText(word, at + 1) });
    break;
  }
  return { options, waiting: null };
}
