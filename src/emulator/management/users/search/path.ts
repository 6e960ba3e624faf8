/**
 * Whether a scalar at the end of a path passes a test. Arrays on the way are no level of their own. A path that
 * ends at an object leads to all that is in it.
 */
export function someAtPath(
  value: unknown,
  path: readonly string[],
  test: (value: unknown) => boolean,
): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.some((item) => someAtPath(item, path, test));
  const [key, ...others] = path;
  if (typeof value !== "object") return key === undefined && test(value);
  return Object.entries(value).some(
    ([name, item]) => (key === undefined || name === key) && someAtPath(item, others, test),
  );
}
