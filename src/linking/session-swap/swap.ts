import type { FindingId } from "#linking/findings/findings.ts";
import type { StoppingCheck } from "#linking/attacks/attack.ts";

/** Who a readout says it is. */
export type Holder = "A" | "B" | "nobody";

/** What an app can do so that nobody is swapped. */
export type Guard = "second-client" | "refresh-tokens" | "compare-sub" | "leave-second";

/** What is done in a step. `app` is the client of the app; `second` has a memory of its own. */
export type SwapAct =
  | { readonly kind: "log-in"; readonly client: "app" | "second"; readonly as: "A" | "B" }
  /** The reader changes their mind: nothing is sent. */
  | { readonly kind: "cancel" }
  /** `getTokenSilently` past the cache. */
  | { readonly kind: "renew" }
  /** A client with an empty memory, then `checkSession`, as after a reload. */
  | { readonly kind: "reload" }
  /** `logout({ openUrl: false })` on the second client. */
  | { readonly kind: "log-out-second" }
  /** The second client is only dropped. */
  | { readonly kind: "drop-second" }
  /** The app compares `sub` with the one it knows, and forgets everything where it differs. */
  | { readonly kind: "compare-sub" };

/** One step of a scenario. */
export type SwapStep = { readonly does: string; readonly act: SwapAct };

/** A way in which the three move apart. */
export type SwapScenario = {
  readonly id: "popup" | "cancelled" | "renewal" | "log-out" | "storage";
  readonly title: string;
  readonly lead: string;
  /** The guards that can be switched on here. */
  readonly guards: readonly Guard[];
  readonly steps: (on: ReadonlySet<Guard>) => readonly SwapStep[];
  /** Who the SDK's user is at the end. */
  readonly ends: (on: ReadonlySet<Guard>) => Holder;
  /** What happened, by who the SDK's user is at the end. */
  readonly insight: Readonly<Partial<Record<Holder, string>>>;
  readonly check: StoppingCheck;
  readonly finding: FindingId | null;
};

/** What a guard is, in the words of its switch. */
export const GUARDS: Readonly<Record<Guard, { readonly label: string; readonly note: string }>> = {
  "second-client": {
    label: "A second client",
    note: "B logs in with an Auth0Client of its own, which has a memory of its own.",
  },
  "refresh-tokens": {
    label: "Refresh tokens",
    note: "useRefreshTokens: A’s tokens are renewed by A’s refresh token, not by the cookie.",
  },
  "compare-sub": {
    label: "Compare sub",
    note: "After every answer the app compares sub with A’s, and drops what is not A’s.",
  },
  "leave-second": {
    label: "Leave the second client alone",
    note: "The app drops the second client and never calls logout() on it.",
  },
};
