import type { User } from "#emulator/model.ts";
import type { Store } from "#emulator/store.ts";

/** Bytes that may be kept of what was written about all users, as far as they can be told. */
export const MOST_WRITTEN = 16 * 1024 * 1024;

/** Values that one object may have. */
export const MAX_VALUES = 2000;

/** What an object is made of: characters of JSON, and values. */
type Size = { text: number; values: number };

/** Records are replaced, never changed. */
const SIZES = new WeakMap<object, Size>();

/** How large an object is that came as JSON, or is made of such, of maps and of sets. */
export function sizeOf(record: object): Size {
  let size = SIZES.get(record);
  if (size === undefined) {
    let values = 0;
    const text = JSON.stringify(record, (_, value: unknown) => {
      values += 1;
      return value instanceof Map || value instanceof Set ? [...value] : value;
    });
    SIZES.set(record, (size = { text: text.length, values }));
  }
  return size;
}

/** Bytes that it takes: a character of most alphabets two, a value by itself some hundred. */
export function weigh(record: object): number {
  const { text, values } = sizeOf(record);
  return 2 * text + 100 * values;
}

function bytesOf({ userMetadata, appMetadata, identities }: User): number {
  return [userMetadata, appMetadata, ...identities.map(({ profile }) => profile)]
    .map(weigh)
    .reduce((bytes, one) => bytes + one);
}

/** Whether there is room for a new or a changed user. Who takes no more than before always has it. */
export function hasRoom({ users }: Pick<Store, "users">, user: User): boolean {
  const before = users.get(user.userId);
  const more = bytesOf(user) - (before ? bytesOf(before) : 0);
  return (
    more <= 0 ||
    [...users.values()].reduce((bytes, one) => bytes + bytesOf(one), more) <= MOST_WRITTEN
  );
}
