import { parseWireEvents, type Actor, type TenantNote, type WireEvent } from "./event.ts";
import { laneOf, type Lane } from "./lane.ts";
import { keptBody, keptHeaders, keptUrl, type ToldBody } from "./kept-text.ts";
import { createRedactor, type Redactor } from "./redact.ts";

/** What a caller tells of an attempt at a step. */
export type RunStart = {
  readonly step: string;
  /** `refusal`: that the tenant refuses is what the attempt wants to show. */
  readonly expects: "success" | "refusal";
};

/** What a caller tells of an event when it starts; everything is redacted on its way in. */
export type WireStart = {
  readonly actor: Actor | null;
  readonly kind: WireEvent["kind"];
  /** Where it is sent from; the page itself unless told otherwise. */
  readonly from?: Lane;
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | ToldBody | null;
};

/** How an event ended. */
export type WireEnd = {
  readonly state: Exclude<WireEvent["state"], "sent">;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | ToldBody;
};

/** The one log of what went over the wire. Events are added and ended, never removed one by one. */
export type WireLog = {
  readonly redactor: Redactor;
  readonly events: () => readonly WireEvent[];
  /** Begins a run; events belong to it until it is finished or another begins. */
  readonly begin: (run: RunStart) => number;
  /** Finishes a run, unless another has begun since. */
  readonly finish: (run: number) => void;
  /** The run under way, of one step or of any; after a redirect, the one that left. */
  readonly underWay: (step?: string) => number | null;
  readonly start: (start: WireStart) => number;
  readonly end: (id: number, end: WireEnd) => void;
  /** Says what explains the last failure of a run; nothing where none of its events failed. */
  readonly explain: (run: number, finding: string) => void;
  /** Adds the tenant's own side to an event. */
  readonly noteTenant: (id: number, note: TenantNote) => void;
  readonly clear: () => void;
  readonly subscribe: (listener: () => void) => () => void;
};

type Run = RunStart & { readonly number: number };

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
  let events: readonly WireEvent[] = restore(ports.restored, ports.isAnswer ?? false);
  /** Ids are never given twice, so that a late end cannot end an event of a log that was cleared. */
  let lastId = Math.max(0, ...events.map((event) => event.id));
  let lastRun = Math.max(0, ...events.map((event) => event.run));
  let current: Run | null = runThatLeft(events);

  function publish(next: readonly WireEvent[]): void {
    events = next;
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        // Requests tell the log on their way, and go on whoever listens.
        reportError(error);
      }
    }
  }

  function change(id: number, how: (event: WireEvent) => WireEvent): void {
    publish(events.map((event) => (event.id === id ? how(event) : event)));
  }

  return {
    redactor,
    events: () => events,
    begin(run) {
      lastRun += 1;
      current = { ...run, number: lastRun };
      publish(events);
      return lastRun;
    },
    finish(run) {
      if (current?.number !== run) return;
      current = null;
      publish(events);
    },
    underWay: (step) =>
      current !== null && (step === undefined || step === current.step) ? current.number : null,
    start(start) {
      const id = (lastId += 1);
      const event = begunEvent(redactor, start, { id, at: ports.now(), run: current });
      publish([...events, event]);
      return id;
    },
    end: (id, end) =>
      change(id, (event) =>
        event.state === "sent" ? endedEvent(redactor, event, end, ports.now()) : event,
      ),
    explain(run, finding) {
      const failed = events.findLast((event) => event.run === run && isFailed(event));
      if (failed) change(failed.id, (event) => ({ ...event, finding }));
    },
    noteTenant: (id, { rule, because, evidence, source }) =>
      change(id, (event) => ({
        ...event,
        tenant: {
          rule: redactor.redact(rule, event.actor),
          because: because && redactor.redact(because, event.actor),
          evidence,
          source: source && redactor.redact(source, event.actor),
        },
      })),
    clear: () => publish([]),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function begunEvent(
  redactor: Redactor,
  { actor, kind, from = "app", method, url, headers = {}, body = null }: WireStart,
  place: { id: number; at: number; run: Run | null },
): WireEvent {
  return {
    id: place.id,
    run: place.run?.number ?? 0,
    step: place.run?.step ?? null,
    isExpected: place.run?.expects === "refusal",
    at: place.at,
    actor,
    kind,
    from,
    to: laneOf(url),
    state: "sent",
    method,
    url: keptUrl(redactor, url, actor),
    requestHeaders: keptHeaders(redactor, headers, actor),
    requestBody: keptBody(redactor, body, actor),
    status: null,
    responseHeaders: {},
    responseBody: null,
    durationMs: null,
    finding: null,
    tenant: null,
  };
}

function endedEvent(redactor: Redactor, event: WireEvent, end: WireEnd, now: number): WireEvent {
  return {
    ...event,
    state: end.state,
    status: end.status ?? null,
    responseHeaders: keptHeaders(redactor, end.headers ?? {}, event.actor),
    responseBody: keptBody(redactor, end.body, event.actor),
    durationMs: Math.max(0, Math.round(now - event.at)),
  };
}

function isFailed({ state }: WireEvent): boolean {
  return state === "refused" || state === "no-answer" || state === "cancelled";
}

function restore(value: unknown, isAnswer: boolean): WireEvent[] {
  return parseWireEvents(value).map((event) =>
    event.state === "sent" ? { ...event, state: lostState(event, isAnswer) } : event,
  );
}

function lostState(event: WireEvent, isAnswer: boolean): WireEvent["state"] {
  if (event.kind === "http") return "no-answer";
  return isAnswer && event.from === "app" ? "sent" : "cancelled";
}

/** The run whose page load this page answers: what it sends now belongs to that run. */
function runThatLeft(events: readonly WireEvent[]): Run | null {
  const left = events.findLast(({ state }) => state === "sent");
  if (left === undefined || left.step === null) return null;
  const expects = left.isExpected ? "refusal" : "success";
  return { number: left.run, step: left.step, expects };
}
