import { useEffect, useState } from "react";
import type { WireEvent } from "#wire/event.ts";
import { pathOf } from "#wire/lane.ts";
import type { WireLog } from "#wire/log.ts";
import type { SessionCore, SessionState } from "#session/session-core.ts";

/** How many stay in the page. They are read out when they come; the request list keeps them all. */
const KEPT = 4;

/** What the use cases run. */
const USE_CASES: ReadonlySet<SessionState["busy"]> = new Set(["use-cases", "cell", "undoing"]);

/** What is told of: the wire, and whether a popup is open. */
type Source = {
  readonly log: Pick<WireLog, "events" | "subscribe">;
  readonly session: {
    subscribe: SessionCore["subscribe"];
    state: () => Pick<SessionState, "busy">;
  };
};

type Announcement = { readonly id: number; readonly text: string };

/**
 * The lines of the page's live region: every answer, and popups, from wherever the reader is. Steps say
 * what an answer means.
 */
export function Announcements({ log, session }: Source) {
  const [announcements, setAnnouncements] = useState<readonly Announcement[]>([]);

  useEffect(
    () =>
      followWire({ log, session }, (text) =>
        setAnnouncements((before) => [
          ...before.slice(1 - KEPT),
          { id: (before.at(-1)?.id ?? 0) + 1, text },
        ]),
      ),
    [log, session],
  );

  return announcements.map(({ id, text }) => <p key={id}>{text}</p>);
}

/** Calls `say` for what happens from now on. Gives the way to stop it. */
function followWire({ log, session }: Source, say: (text: string) => void): () => void {
  let pending = waiting(log.events());
  let isPopup = session.state().busy === "popup";
  const stopLog = log.subscribe(() => {
    const events = log.events();
    // A run of the use cases sends dozens and says itself how far it is.
    const isQuiet = USE_CASES.has(session.state().busy);
    for (const event of isQuiet ? [] : events) {
      if (event.kind === "http" && event.state !== "sent" && pending.has(event.id))
        say(answerText(event));
    }
    pending = waiting(events);
  });
  const stopSession = session.subscribe(() => {
    const isNow = session.state().busy === "popup";
    if (isNow !== isPopup) say(isNow ? "Popup opened" : "Popup ended");
    isPopup = isNow;
  });
  return () => {
    stopLog();
    stopSession();
  };
}

function waiting(events: readonly WireEvent[]): ReadonlySet<number> {
  return new Set(events.filter(({ state }) => state === "sent").map(({ id }) => id));
}

/** Method, path and status of an answer: "POST /oauth/token, 200". A user ID is not read out. */
function answerText({ method, url, status, state }: WireEvent): string {
  const path = pathOf(url).replace(/\/users\/[^/]+/, "/users/{id}");
  return `${method} ${path}, ${status ?? (state === "answered" ? "answered" : "no answer")}`;
}
