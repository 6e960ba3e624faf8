import type { Actor } from "./event.ts";

/** What a marker stands for: whose, and which kind of secret; or why a part of a text is not shown. */
export type Marker = { readonly owner: Actor | null; readonly name: string };

/** A piece of redacted text: plain, or a marker that a page shows as a chip. */
export type WirePiece = string | Marker;

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
