import type { User } from "#emulator/model.ts";
import type { Store } from "#emulator/store.ts";

/** Bytes that may be kept of what was written about all users, as far as they can be told. */
export const MOST_WRITTEN = 64 * 1024 * 1024;

/** What an object is made of: characters of JSON, and values. */
type Size = { text: number; values: number };

/** Records are replaced, never changed. */
const SIZES = new WeakMap<object, Size>();

/** How large an object is that came as JSON. */
export function sizeOf(record: object): Size {
  const known = SIZES.get(record);
  if (known !== undefined) return known;
  let values = 0;
  const { length: text } = JSON.stringify(record, (_, value: unknown) => {
    values += 1;
    return value;
  });
  SIZES.set(record, { text, values });
  return { text, values };
}

/** A character of most alphabets takes two bytes, a value by itself some hundred. */
function bytesOf({ userMetadata, appMetadata, identities }: User): number {
  const records = [userMetadata, appMetadata, ...identities.map(({ profile }) => profile)];
  return records
    .map(sizeOf)
    .reduce((bytes, { text, values }) => bytes + 2 * text + 100 * values, 0);
}

/** Whether there is room for a new or a changed user. Who takes no more than before always has it. */
export function hasRoom(store: Pick<Store, "users">, user: User): boolean {
  const before = store.users.get(user.userId);
  const more = bytesOf(user) - (before === undefined ? 0 : bytesOf(before));
  if (more <= 0) return true;
  let bytes = more;
  for (const one of store.users.values()) bytes += bytesOf(one);
  return bytes <= MOST_WRITTEN;
}
