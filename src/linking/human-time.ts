const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** Seconds from now as a person says them: "in 2 hours", "4 seconds ago", "now". */
export function describeDuration(seconds: number): string {
  const format = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  const rounded = Math.round(seconds);
  return rounded === 0 ? "now" : format.format(rounded, "second");
}
