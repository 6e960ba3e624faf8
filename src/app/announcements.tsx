import { useEffect, useState, useSyncExternalStore } from "react";
import type { WireEvent } from "#wire/event.ts";
import type { WorkspaceDoor } from "./workspace-door.ts";
import type { Workspace } from "./workspace.ts";

/** How many stay in the page. They are read out when they come; the request list keeps them all. */
const KEPT = 4;

type Announcement = { readonly id: number; readonly text: string };

/**
 * Tells a screen reader of every answer and of popups, from wherever the reader is in the page. Always
 * there, since a live region that comes with its text is not read. Steps say what an answer means.
 */
export function Announcements({ door }: { door: WorkspaceDoor }) {
  const workspace = useSyncExternalStore(door.subscribe, door.current);
  const [announcements, setAnnouncements] = useState<readonly Announcement[]>([]);

  useEffect(() => {
    if (workspace === null) return undefined;
    return followWire(workspace, (text) =>
      setAnnouncements((before) => [
        ...before.slice(1 - KEPT),
        { id: (before.at(-1)?.id ?? 0) + 1, text },
      ]),
    );
  }, [workspace]);

  return (
    <div role="status" aria-label="Requests" aria-atomic="false" className="visually-hidden">
      {announcements.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}

/** Calls `say` for what happens from now on. Gives the way to stop it. */
function followWire(
  { log, session }: Pick<Workspace, "log" | "session">,
  say: (text: string) => void,
): () => void {
  let pending = waiting(log.events());
  let isPopup = session.state().busy === "popup";
  const stopLog = log.subscribe(() => {
    const events = log.events();
    for (const event of events) {
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
function answerText({ method, url, status }: WireEvent): string {
  const path = url.replace(/^https?:\/\/[^/?#]+/, "").replace(/[?#].*$/s, "");
  return `${method} ${path.replace(/\/users\/[^/]+/, "/users/{id}")}, ${status ?? "no answer"}`;
}
