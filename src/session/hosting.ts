/**
 * Why a site's own tenant cannot answer: the browser has no service workers here, it refuses this one, or
 * it lets requests go past it.
 */
export type HostingLack = "unsupported" | "refused" | "bypassed";

/** How it stands with the tenant that a site brings along, which a service worker answers for. */
export type Hosting = {
  readonly lack: HostingLack | null;
  /** Whether the browser keeps what the tenant knows; else it lasts as long as the worker. */
  readonly isKept: boolean;
  /** Has a newer tenant begin that waits for the pages of the older one to be closed. */
  readonly takeOver: (() => void) | null;
};

/** As long as nothing else is known. */
export const ALL_WELL: Hosting = { lack: null, isKept: true, takeOver: null };
