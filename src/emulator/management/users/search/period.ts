/** A stretch of time, both ends included, in milliseconds since the epoch. */
export type Period = { start: number; end: number };

const PARTS = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/**
 * The time that a text means, in UTC: a year, a month or a day as a whole, or one moment. Undefined when it
 * is none.
 */
export function readPeriod(text: string): Period | undefined {
  const [, year, month, day] = PARTS.exec(text) ?? [];
  if (year === undefined) return readMoment(text);
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const start = Date.UTC(y, m, d);
  if (new Date(start).getUTCMonth() !== m || new Date(start).getUTCDate() !== d) return undefined;
  const next =
    month === undefined
      ? Date.UTC(y + 1, 0, 1)
      : day === undefined
        ? Date.UTC(y, m + 1, 1)
        : Date.UTC(y, m, d + 1);
  return { start, end: next - 1 };
}

function readMoment(text: string): Period | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$/.test(text))
    return undefined;
  const moment = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(moment) ? undefined : { start: moment, end: moment };
}
