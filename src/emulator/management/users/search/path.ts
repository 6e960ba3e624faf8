/** Told what it costs to look at a value. Throws when it was too much. */
export type Look = (cost: number) => void;

/**
 * Whether a scalar at the end of a path passes a test. Arrays on the way are no level of their own. A path that
 * ends at an object leads to all that is in it.
 * @param depth how many names of the path lie behind
 */
export function someAtPath(
  value: unknown,
  path: readonly string[],
  test: (value: unknown) => boolean,
  look: Look,
  depth = 0,
): boolean {
  look(typeof value === "string" ? 1 + value.length / 1000 : 1);
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.some((item) => someAtPath(item, path, test, look, depth));
  const key = path[depth];
  if (!isRecord(value)) return key === undefined && test(value);
  if (key === undefined)
    return Object.values(value).some((item) => someAtPath(item, path, test, look, depth));
  return Object.hasOwn(value, key) && someAtPath(value[key], path, test, look, depth + 1);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
