import type { NamedRequest } from "#protocol/named-request.ts";
import type { Actor, WireEvent } from "./event.ts";
import { answerOf, askOf, plannedAskOf, shortPath } from "./labels.ts";
import { pathOf, type Lane } from "./lane.ts";
import { showRequest } from "./named-request.ts";
import type { RedactedRequest } from "./request.ts";

/** A request that a step will send. It is derived from the step, never logged. */
export type PlannedEvent = {
  readonly from: Lane;
  readonly to: Lane;
  readonly actor: Actor | null;
  readonly method: string;
  /** `{name}` stands for any one segment, as in `/api/v2/users/{id}/identities`. */
  readonly path: string;
  /** The answer that is hoped for, as {@link answerOf} would say it. */
  readonly answer: string;
  /** The request itself, where it is known before it is sent. */
  readonly request?: NamedRequest | null;
};

/** How a row is drawn. `expected`: refused, and that is what its run wants to show. */
export type RowLook = "planned" | "sent" | "ok" | "expected" | "failed" | "no-answer" | "cancelled";

/** One exchange as diagram and request list show it. */
export type WireRow = {
  readonly id: string;
  readonly from: Lane;
  readonly to: Lane;
  readonly actor: Actor | null;
  readonly look: RowLook;
  /** Method and short path. */
  readonly name: string;
  /** The name with what is special about this request. */
  readonly ask: string;
  readonly answer: string | null;
  /** What was logged; `null` for what is planned. */
  readonly event: WireEvent | null;
  /** What will be sent; `null` where that is not known yet, or was sent. */
  readonly request: RedactedRequest | null;
};

const LOOKS: Readonly<Record<WireEvent["state"], RowLook>> = {
  sent: "sent",
  answered: "ok",
  refused: "failed",
  "no-answer": "no-answer",
  cancelled: "cancelled",
};

/**
 * The one list of diagram and requests: what happened, then what of the plan was not sent yet.
 *
 * @param underWay the run under way of the planned step: what it has sent leaves the plan. Without
 *   one the whole plan stands, so that a step that is still open can be tried again.
 */
export function wireRows(
  events: readonly WireEvent[],
  planned: readonly PlannedEvent[],
  underWay: number | null,
): WireRow[] {
  const sent = underWay === null ? [] : events.filter(({ run }) => run === underWay);
  const done = fulfilled(planned, sent);
  const toCome = planned.map(plannedRow).filter((_, index) => !done.has(index));
  return [...events.map(happened), ...toCome];
}

function happened(event: WireEvent): WireRow {
  const { id, from, to, actor, state } = event;
  return {
    id: String(id),
    from,
    to,
    actor,
    look: state === "refused" && event.isExpected ? "expected" : LOOKS[state],
    name: `${event.method} ${shortPath(event.url)}`,
    ask: askOf(event),
    answer: answerOf(event),
    event,
    request: null,
  };
}

function plannedRow(entry: PlannedEvent, index: number): WireRow {
  const { from, to, actor, method, path, answer, request = null } = entry;
  const name = `${method} ${shortPath(path)}`;
  return {
    id: `plan-${index + 1}`,
    from,
    to,
    actor,
    look: "planned",
    name,
    ask: request === null ? name : plannedAskOf(name, request),
    answer,
    event: null,
    request: request && showRequest(request),
  };
}

/** Entries that were sent: each event fulfils one, in order, and an entry can be passed over. */
function fulfilled(planned: readonly PlannedEvent[], sent: readonly WireEvent[]): Set<number> {
  const done = new Set<number>();
  let next = 0;
  for (const event of sent) {
    const at = planned.findIndex((entry, index) => index >= next && fulfils(event, entry));
    if (at === -1) continue;
    done.add(at);
    next = at + 1;
  }
  return done;
}

function fulfils(event: WireEvent, { method, path }: PlannedEvent): boolean {
  const pattern = path.split("/");
  const segments = pathOf(event.url).split("/");
  return (
    event.method === method &&
    segments.length === pattern.length &&
    pattern.every((part, index) => /^\{.*\}$/.test(part) || part === segments[index])
  );
}
