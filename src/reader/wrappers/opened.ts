import type { Found, Unread } from "#reader/found.ts";
import type { LayerText } from "#reader/layers.ts";

/** What an opened text gives: finds of its own, and texts to look into next. */
export type Opened = {
  readonly found: readonly Found[];
  readonly inner: readonly LayerText[];
  readonly unread: readonly Unread[];
};

/** Nothing at all. */
export const NOTHING_OPENED: Opened = { found: [], inner: [], unread: [] };
