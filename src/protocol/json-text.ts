/** A member of an object as its text has it: numbers beyond the range of a number stay readable. */
export type JsonMember = {
  readonly name: string;
  readonly source: string;
  /** Where the member stands in the text, from the quote of its name to the end of its value. */
  readonly start: number;
  readonly end: number;
};

/** JSON with what a parsed value no longer tells. */
export type JsonText = {
  readonly text: string;
  readonly value: unknown;
  /** Members of the outermost object in the order of the text, of equal names only the last. */
  readonly members: readonly JsonMember[];
  /** Names that stand twice in one object, at any depth. `JSON.parse` keeps the last. */
  readonly duplicates: readonly string[];
  /** Numbers that `JSON.parse` does not keep: whole ones beyond 2^53, and those beyond the range. */
  readonly inexact: readonly string[];
  readonly depth: number;
};

// A string may lack its end: whatever the text, a piece that has begun is never taken back.
const PIECE = /"[^"\\]*(?:\\[^][^"\\]*)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

/**
 * Parses JSON and looks at its text: duplicate names, depth, the members as written. Never recurses,
 * so that depth costs no stack. `null` for what is not JSON.
 *
 * @see RFC 8259
 * @see RFC 7519 section 4: duplicate claim names
 */
export function readJsonText(text: string): JsonText | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return { text, value, ...scan(text) };
}

function scan(text: string): Omit<JsonText, "text" | "value"> {
  const members = new Map<string, JsonMember>();
  const duplicates = new Set<string>();
  const inexact = new Set<string>();
  /** For each open bracket the names of its object so far; `null` for an array. */
  const open: (Set<string> | null)[] = [];
  let depth = 0;
  let lastString = { piece: "", index: 0 };
  let member: { name: string; start: number; valueStart: number } | null = null;

  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    if (open.length === 1 && member !== null && (piece === "," || piece === "}")) {
      const { name, start, valueStart } = member;
      const source = text.slice(valueStart, index);
      const end = valueStart + source.trimEnd().length;
      members.set(name, { name, source: source.trim(), start, end });
      member = null;
    }
    if (piece === "{" || piece === "[") {
      open.push(piece === "{" ? new Set() : null);
      depth = Math.max(depth, open.length);
    } else if (piece === "}" || piece === "]") {
      open.pop();
    } else if (piece === ":") {
      const name = String(JSON.parse(lastString.piece));
      const names = open.at(-1);
      if (names?.has(name)) duplicates.add(name);
      names?.add(name);
      if (open.length === 1) member = { name, start: lastString.index, valueStart: index + 1 };
    } else if (piece.startsWith('"')) {
      lastString = { piece, index };
    } else if (isInexact(piece)) {
      inexact.add(piece);
    }
  }
  return {
    members: [...members.values()],
    duplicates: [...duplicates],
    inexact: [...inexact],
    depth,
  };
}

/** Whether a number of JSON is another one after parsing. @see RFC 8259 section 6 */
function isInexact(piece: string): boolean {
  const value = /^-?\d/.test(piece) ? Number(piece) : 0;
  return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
}

/**
 * Sets JSON with two spaces of indent, from its text: the order, doubled names and numbers stay as
 * they are. `maxDepth` levels of brackets are opened; what is in deeper ones becomes an ellipsis.
 */
export function formatJson(text: string, maxDepth: number): string {
  const out: string[] = [];
  let depth = 0;
  let previous = "";
  const breakLine = () => out.push("\n", "  ".repeat(depth));
  for (const [piece] of text.matchAll(PIECE)) {
    const isOpening = piece === "{" || piece === "[";
    const isClosing = piece === "}" || piece === "]";
    const wasOpening = previous === "{" || previous === "[";
    if (isClosing) depth -= 1;
    if (depth <= maxDepth) {
      const isCut = isClosing && depth === maxDepth;
      if (isClosing ? !wasOpening && !isCut : wasOpening || previous === ",") breakLine();
      out.push(piece === ":" ? ": " : piece);
      if (isOpening && depth === maxDepth) out.push("…");
    }
    if (isOpening) depth += 1;
    previous = piece;
  }
  return out.join("");
}

/** JSON without the blanks between its pieces, for comparing two texts. */
export function minifyJson(text: string): string {
  return Array.from(text.matchAll(PIECE), ([piece]) => piece).join("");
}
