import type { Actor } from "./event.ts";
import type { Memory } from "./memory.ts";
import type { Marker } from "./redact.ts";

/** Where something secret stands in a text. Where two overlap, the heavier one gives its name. */
export type Span = {
  readonly start: number;
  readonly end: number;
  readonly marker: Marker;
  readonly weight: number;
  /** Values that stand here, and what the text says that they are. */
  readonly calls?: readonly (readonly [value: string, marker: Marker])[];
};

/** How sure it is what a span is: by its looks, by the name it stands under, by its value. */
export const WEIGHTS = { looks: 1, name: 2, value: 3, unread: 4 } as const;

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
  const known = memory.known(value);
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
