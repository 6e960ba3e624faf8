import * as v from "valibot";

/** Whose login a request serves. */
export type Actor = "A" | "B";

const wireEvent = v.object({
  id: v.number(),
  /** Milliseconds since the epoch. */
  at: v.number(),
  actor: v.nullable(v.picklist(["A", "B"])),
  /** `page`: the page left or a popup went there. `message`: an answer came back to the app. */
  kind: v.picklist(["http", "page", "message"]),
  state: v.picklist(["sent", "answered", "refused", "no-answer", "cancelled"]),
  method: v.string(),
  url: v.string(),
  requestHeaders: v.record(v.string(), v.string()),
  requestBody: v.nullable(v.string()),
  status: v.nullable(v.number()),
  responseHeaders: v.record(v.string(), v.string()),
  responseBody: v.nullable(v.string()),
  durationMs: v.nullable(v.number()),
});

/**
 * One thing that went over the wire. Texts are redacted: tokens, codes and verifiers stand in them
 * as markers (see redact.ts) and are in no event.
 */
export type WireEvent = v.InferOutput<typeof wireEvent>;

const wireEvents = v.array(wireEvent);

/** Reads events back from storage; anything unexpected gives an empty log. */
export function parseWireEvents(value: unknown): WireEvent[] {
  const result = v.safeParse(wireEvents, value);
  return result.success ? result.output : [];
}
