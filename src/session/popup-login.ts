import type { Actor } from "#wire/event.ts";
import type { SessionCore } from "./session-core.ts";
import { requireNetwork } from "./sign-in/network.ts";

/** A login in a popup that a click has opened. */
export type PopupLogin<T> = {
  readonly popup: Window;
  readonly actor: Actor;
  /** Sends the popup on: `runPopup` of a sign-in, `logIn` of a lab's client. */
  readonly send: (popup: Window, onOpen: (url: string) => void) => Promise<T>;
};

/**
 * Logs somebody in in a popup, notes the visit in the wire log, and closes the popup whatever comes of
 * it. Without an answer the session no longer knows whose the tenant's cookie is: somebody may have
 * logged in there before it failed.
 *
 * @throws ProtocolError, OAuthResponseError as `SignIn.runPopup` does; ProtocolError `stopped`, and
 *   `no_answer` where there is no network
 */
export async function logInByPopup<T>(
  core: Pick<SessionCore, "ports" | "tenant" | "state" | "record" | "orStopped">,
  { popup, actor, send }: PopupLogin<T>,
): Promise<T> {
  const { record, orStopped } = core;
  const { log } = core.ports;
  let visit = 0;
  try {
    requireNetwork(core);
    const login = send(popup, (url) => {
      visit = log.start({ actor, kind: "page", from: "popup", method: "GET", url });
    });
    const answer = await orStopped(login);
    log.end(visit, { state: "answered" });
    return answer;
  } catch (error) {
    if (visit !== 0) {
      log.end(visit, { state: "cancelled" });
      record({ type: "logged-in-at-tenant", account: null });
    }
    throw error;
  } finally {
    if (!popup.closed) popup.close();
  }
}
