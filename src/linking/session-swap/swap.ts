import type { LabCopy, LabStep, Role, Stuck } from "#linking/labs/lab.ts";

/** Who a readout says it is. */
export type Holder = Role | "nobody";

/** What an app can do so that nobody is swapped. */
export type Guard = "second-client" | "refresh-tokens" | "compare-sub" | "leave-second";

/** A client of the SDK: the app's, or another one with a memory of its own. */
export type ClientName = "app" | "second";

/** What the steps of a scenario can do with two clients of the SDK. */
export type SwapLab = {
  /** A login by the reader. Who came as somebody else is told so. */
  readonly logIn: (client: ClientName, as: Role) => Promise<Stuck | void>;
  /** `getTokenSilently` past the cache: by refresh token where the app uses them, else by cookie. */
  readonly renew: () => Promise<void>;
  /** A client with an empty memory, then `checkSession`, as after a reload. */
  readonly reload: () => Promise<void>;
  /** `logout({ openUrl: false })` on the second client. */
  readonly logOutSecond: () => Promise<void>;
  /** The second client is only dropped. */
  readonly dropSecond: () => Promise<void>;
  /** The app compares `sub` with the one it knows, and forgets everything where it differs. */
  readonly compareSub: () => Promise<void>;
};

/** A way in which the three move apart. */
export type SwapScenario = LabCopy & {
  readonly id: "popup" | "cancelled" | "renewal" | "log-out" | "storage";
  /** The guards that can be switched on here. */
  readonly guards: readonly Guard[];
  readonly script: (on: ReadonlySet<Guard>) => readonly LabStep<SwapLab>[];
  /** Who the SDK's user is at the end. */
  readonly ends: (on: ReadonlySet<Guard>) => Holder;
  /** What happened, by who the SDK's user is at the end. */
  readonly insight: Readonly<Partial<Record<Holder, string>>>;
};

/** What a guard is, in the words of its switch. */
export const GUARDS: Readonly<Record<Guard, { readonly label: string; readonly note: string }>> = {
  "second-client": {
    label: "A second client",
    note: "B logs in with an Auth0Client of its own, which has a memory of its own.",
  },
  "refresh-tokens": {
    label: "Refresh tokens",
    note: "useRefreshTokens: A’s tokens are renewed by A’s refresh token, not by the tenant’s session.",
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
