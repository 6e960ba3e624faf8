import * as v from "valibot";
import { EVIDENCE } from "#protocol/evidence.ts";
import { LANES } from "./lane.ts";

/** Whose login a request serves. */
export type Actor = "A" | "B";

const tenantNote = v.object({
  /** The rule that decided the answer. */
  rule: v.string(),
  /** Which check failed, where one answer stands for several. */
  because: v.nullable(v.string()),
  /** How it is known that Auth0 answers so. */
  evidence: v.picklist(EVIDENCE),
  /** Where that can be looked up. */
  source: v.nullable(v.string()),
});

const wireEvent = v.object({
  id: v.number(),
  /** The attempt it belongs to, and of which step; 0 and `null` outside of one. */
  run: v.number(),
  step: v.nullable(v.string()),
  /** A refusal is what this run wants to show. */
  isExpected: v.boolean(),
  /** Milliseconds since the epoch. */
  at: v.number(),
  actor: v.nullable(v.picklist(["A", "B"])),
  /** `page`: the page left, or a popup or a hidden frame went there. */
  kind: v.picklist(["http", "page"]),
  from: v.picklist(LANES),
  to: v.picklist(LANES),
  state: v.picklist(["sent", "answered", "refused", "no-answer", "cancelled"]),
  method: v.string(),
  url: v.string(),
  requestHeaders: v.record(v.string(), v.string()),
  requestBody: v.nullable(v.string()),
  status: v.nullable(v.number()),
  responseHeaders: v.record(v.string(), v.string()),
  responseBody: v.nullable(v.string()),
  durationMs: v.nullable(v.number()),
  /** What explains its failure: an id of the catalogue of findings. */
  finding: v.nullable(v.string()),
  /** The tenant's own side, where a tenant can tell. */
  tenant: v.nullable(tenantNote),
});

/** Why a tenant answered as it did, and how that is known of Auth0. */
export type TenantNote = Readonly<v.InferOutput<typeof tenantNote>>;

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
