/** A name that nobody has yet. Short, since it is read in the wire. */
export function freshId(): string {
  return crypto.randomUUID().slice(0, 8);
}
