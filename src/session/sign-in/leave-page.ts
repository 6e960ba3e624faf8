import type { Actor } from "#wire/event.ts";
import type { SessionCore } from "#session/session-core.ts";

/** How long a page may take to go, in milliseconds. */
const LEAVING_MS = 10_000;

/** A way out of the page. */
export type Departure = {
  readonly actor: Actor | null;
  /** Sends the page on, and tells where to before it goes. */
  readonly depart: (onLeave: (url: string) => void) => Promise<void>;
  /** Keeps what the next page needs. */
  readonly remember: (url: string) => void;
  /** Takes that back, where the page never went. */
  readonly forget: () => void;
};

/**
 * Leaves the page, and notes the visit in the wire log.
 *
 * @throws ProtocolError `stopped`, and what `depart` throws
 */
export async function leavePage(
  { ports, orStopped }: Pick<SessionCore, "ports" | "orStopped">,
  { actor, depart, remember, forget }: Departure,
): Promise<void> {
  const { log } = ports;
  let visit = 0;
  const leaving = depart((url) => {
    remember(url);
    visit = log.start({ actor, kind: "page", method: "GET", url });
  });
  try {
    await orStopped(leaving.then(waitForNavigation));
  } catch (error) {
    forget();
    log.end(visit, { state: "cancelled" });
    throw error;
  }
}

/** Ends a navigation that is under way. */
export function stayOnPage({ ports, stopWaiting }: Pick<SessionCore, "ports" | "stopWaiting">) {
  ports.stayHere();
  stopWaiting();
}

/** Keeps the button busy while the page goes away, and gives it back where it never goes. */
function waitForNavigation(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LEAVING_MS));
}
