/** Where the site is served: as files, its tenant in the worker; or by `npm start`, with a tenant of its own. */
export type Place = "files" | "node";

const EVERYWHERE = ["files", "node"] as const;
const FILES = ["files"] as const;

/** The flows that matter most, and where each is gone. Nothing is imported here: they are counted without a Firefox, too. */
export const FLOWS = {
  "the first visit, to any address, starts the tenant in the worker": FILES,
  "A logs in by redirect with Code + PKCE and is renewed silently": EVERYWHERE,
  "A logs in by the implicit flow of auth0.js, in a popup": EVERYWHERE,
  "A and B are prepared, up to the link": EVERYWHERE,
  "B logs in by popup, is linked, seen in A, and unlinked": EVERYWHERE,
  "a refused link is explained": FILES,
  "pasted code is checked": FILES,
  "the inspector verifies the tokens of the walkthrough": FILES,
  "a reload in the middle drops the tokens, and A comes back to the same step": EVERYWHERE,
  "after the first visit everything works without the host": FILES,
} as const satisfies Record<string, readonly Place[]>;

export type Flow = keyof typeof FLOWS;
