import { parseWireEvents, type Actor, type WireEvent } from "./event.ts";
import { createRedactor, type Redactor } from "./redact.ts";

/** What a caller tells of an event when it starts; everything is redacted on its way in. */
export type WireStart = {
  readonly actor: Actor | null;
  readonly kind: WireEvent["kind"];
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | null;
};

/** How an event ended. */
export type WireEnd = {
  readonly state: Exclude<WireEvent["state"], "sent">;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** The one log of what went over the wire. Events are added and ended, never removed one by one. */
export type WireLog = {
  readonly redactor: Redactor;
  readonly events: () => readonly WireEvent[];
  readonly start: (start: WireStart) => number;
  readonly end: (id: number, end: WireEnd) => void;
  readonly clear: () => void;
  readonly subscribe: (listener: () => void) => () => void;
};

/**
 * Makes a log. A request that was under way when the page left is `no-answer` in what comes back
 * from storage, unless it was a page load, whose answer is this page.
 *
 * @param ports.now milliseconds since the epoch
 * @param ports.restored what an earlier page stored, untrusted
 * @param ports.isAnswer whether this page is the answer to a page load: then that one is not lost
 */
export function createWireLog(ports: {
  now: () => number;
  restored?: unknown;
  isAnswer?: boolean;
}): WireLog {
  const redactor = createRedactor();
  const listeners = new Set<() => void>();
  /** Ids are never given twice, so that a late end cannot end an event of a log that was cleared. */
  let lastId = 0;
  let events: readonly WireEvent[] = parseWireEvents(ports.restored).map((event) =>
    event.state === "sent" ? { ...event, state: lostState(event, ports.isAnswer ?? false) } : event,
  );

  lastId = Math.max(0, ...events.map((event) => event.id));

  function publish(next: readonly WireEvent[]): void {
    events = next;
    for (const listener of listeners) listener();
  }

  return {
    redactor,
    events: () => events,
    start({ actor, kind, method, url, headers = {}, body = null }) {
      const id = (lastId += 1);
      const event: WireEvent = {
        id,
        at: ports.now(),
        actor,
        kind,
        state: "sent",
        method,
        url: redactor.redact(url, actor),
        requestHeaders: redactAll(redactor, headers, actor),
        requestBody: body === null ? null : redactor.redact(body, actor),
        status: null,
        responseHeaders: {},
        responseBody: null,
        durationMs: null,
      };
      publish([...events, event]);
      return id;
    },
    end(id, end) {
      publish(
        events.map((event) =>
          event.id === id && event.state === "sent"
            ? {
                ...event,
                state: end.state,
                status: end.status ?? null,
                responseHeaders: redactAll(redactor, end.headers ?? {}, event.actor),
                responseBody: end.body ? redactor.redact(end.body, event.actor) : null,
                durationMs: Math.max(0, Math.round(ports.now() - event.at)),
              }
            : event,
        ),
      );
    },
    clear: () => publish([]),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function redactAll(
  redactor: Redactor,
  headers: Readonly<Record<string, string>>,
  actor: Actor | null,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, redactor.redact(value, actor)]),
  );
}

function lostState(event: WireEvent, isAnswer: boolean): WireEvent["state"] {
  if (event.kind === "http") return "no-answer";
  return isAnswer ? "sent" : "cancelled";
}
