import type { Actor } from "./event.ts";
import { WEIGHTS, type Span } from "./marker.ts";
import type { Memory } from "./memory.ts";

/** What is looked for, and how. */
export type Finder = {
  readonly memory: Memory;
  /** Owns what is not known by value. */
  readonly actor: Actor | null;
  /** Whether the text goes on after its end: then a secret may have been cut in half there. */
  readonly isCut: boolean;
};

/** A span whose value is known, or else is what its name says. */
export function named(
  value: string,
  name: string,
  start: number,
  end: number,
  { memory, actor }: Finder,
): Span {
  const known = memory.recall(value);
  if (known !== undefined) return { start, end, marker: known, weight: WEIGHTS.value };
  const marker = { owner: actor, name };
  return { start, end, marker, weight: WEIGHTS.name, calls: [[value, marker]] };
}

/** A span within which other secrets stand in another form, such as a password in Basic credentials. */
export function holding(span: Span, values: readonly string[], name: string, finder: Finder): Span {
  const marker = { owner: finder.actor, name };
  const calls = values.map((value): [string, typeof marker] => [value, marker]);
  return { ...span, calls: [...(span.calls ?? []), ...calls] };
}
