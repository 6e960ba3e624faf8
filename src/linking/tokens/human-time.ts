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

/** A length of time to the second, for counting down: "1 h 58 min 04 s". */
export function describeCountdown(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first === -1 ? parts.length - 1 : first)
    .map(
      ([amount, unit], index) =>
        `${index === 0 ? amount : String(amount).padStart(2, "0")} ${unit}`,
    )
    .join(" ");
}

/** A NumericDate as a person says it and as a machine does: "2 hours ago · 2026-01-01T10:00:00Z". */
export function describeInstant(seconds: number, now: number): string {
  return `${describeDuration(seconds - now)} · ${describeDate(seconds)}`;
}

/** The year 9999: a larger number is no time, but another unit. */
const LAST_SECOND = 253_402_300_799;

/** A NumericDate in UTC; as the number it is where no calendar reaches. */
export function describeDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime()) || seconds > LAST_SECOND) return `${seconds} s`;
  return date.toISOString().replace(".000Z", "Z");
}
