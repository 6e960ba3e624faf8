/** Values that the same text gives to names, for those who read what follows. */
export type Variables<Value> = {
  readonly set: (name: string, value: Value) => void;
  /** The value; `undefined` for what is not known or says less than its name. */
  readonly get: (name: string) => Value | undefined;
};

/** Characters that names may turn into in all, so that no text grows without bounds. */
const GROWTH_LIMIT = 4_000_000;

/** Shorter values of names such as `ID_TOKEN` stand for a token and are none. */
const SHORTEST_TOKEN = 20;

/**
 * Begins without any value.
 *
 * @param describe the text of a value, `null` where it has parts, and the characters in all
 */
export function createVariables<Value>(
  describe: (value: Value) => { readonly text: string | null; readonly size: number },
): Variables<Value> {
  const values = new Map<string, { readonly value: Value; readonly size: number }>();
  let room = GROWTH_LIMIT;
  return {
    set: (name, value) => {
      const { text, size } = describe(value);
      const isStandIn = /token|jwt/i.test(name) && text !== null && text.length < SHORTEST_TOKEN;
      if (text === "" || isStandIn || text?.includes("$(")) values.delete(name);
      else values.set(name, { value, size });
    },
    get: (name) => {
      const known = values.get(name);
      if (known === undefined || known.size > room) return undefined;
      room -= known.size;
      return known.value;
    },
  };
}
