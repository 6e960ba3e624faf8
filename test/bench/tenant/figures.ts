/** One line of the table: what was measured against a limit that was taken in the same run. */
export type Figure = {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** What it may not fall below, or go beyond; peers have none. */
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What we want of it. */
  readonly goal?: number;
};

/** The middle one of an odd number of figures. */
export function medianOf(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[figures.length >> 1] ?? Number.NaN;
}

/** Whether a figure is on the wrong side of its limit. */
export function isBroken({ measured, atLeast, atMost }: Figure): boolean {
  return (
    (atLeast !== undefined && measured < atLeast) || (atMost !== undefined && measured > atMost)
  );
}

/** The table, in Markdown, so that it can be put into the docs as it is. */
export function formatTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { what, measured, unit, atLeast, atMost, goal } = figure;
    const limit =
      atLeast === undefined
        ? atMost === undefined
          ? ""
          : `at most ${atMost}`
        : `at least ${atLeast}`;
    const verdict = limit === "" ? "" : isBroken(figure) ? "broken" : "kept";
    return [what, `${measured.toFixed(2)}${unit}`, limit, String(goal ?? ""), verdict];
  });
  const head = ["What", "Measured", "Limit", "Goal", ""];
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
