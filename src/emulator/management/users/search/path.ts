/**
 * Whether a scalar at the end of a path passes a test. Arrays on the way are no level of their own. A path that
 * ends at an object leads to all that is in it.
 * @param depth how many names of the path lie behind
 */
export function someAtPath(
  value: unknown,
  path: readonly string[],
  test: (value: unknown) => boolean,
  depth = 0,
): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.some((item) => someAtPath(item, path, test, depth));
  const key = path[depth];
  if (!isRecord(value)) return key === undefined && test(value);
  if (key === undefined)
    return Object.values(value).some((item) => someAtPath(item, path, test, depth));
  return Object.hasOwn(value, key) && someAtPath(value[key], path, test, depth + 1);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
