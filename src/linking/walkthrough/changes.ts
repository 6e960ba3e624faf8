/** A line of a comparison of two JSON values, printed with two spaces of indent. */
export type DiffLine = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/**
 * Compares two JSON values line by line (longest common subsequence), for showing what a link
 * changed in a user. Members of objects are sorted by name first, so order is no difference.
 */
export function diffJson(before: unknown, after: unknown): readonly DiffLine[] {
  return diffLines(printSorted(before).split("\n"), printSorted(after).split("\n"));
}

/** Compares two texts line by line (longest common subsequence). */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number): number => common[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const fresh = after[column];
    if (old !== undefined && old === fresh) {
      lines.push({ kind: "same", text: old });
      row += 1;
      column += 1;
    } else if (
      fresh === undefined ||
      (old !== undefined && at(row + 1, column) >= at(row, column + 1))
    ) {
      lines.push({ kind: "removed", text: old ?? "" });
      row += 1;
    } else {
      lines.push({ kind: "added", text: fresh });
      column += 1;
    }
  }
  return lines;
}

function printSorted(value: unknown): string {
  return JSON.stringify(sortMembers(value), null, 2);
}

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]): [string, unknown] => [name, sortMembers(member)]),
  );
}
