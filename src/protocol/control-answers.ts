import * as v from "valibot";
import { EVIDENCE } from "./evidence.ts";

const names = v.optional(v.array(v.string()), []);
const trait = v.optional(v.boolean(), true);

/** What `capabilities` names, each with its choices, where the callers here read them. */
export const capabilitiesAnswer = v.objectWithRest(
  {
    host: v.optional(
      v.looseObject({ cookies: trait, own_origin: trait, connections: trait, program: trait }),
      {},
    ),
    policy: v.optional(v.looseObject({ policies: names })),
    faults: v.optional(
      v.looseObject({
        endpoints: names,
        kinds: names,
        places: v.optional(v.record(v.string(), v.array(v.string())), {}),
      }),
    ),
  },
  v.unknown(),
);

const decision = {
  rule: v.string(),
  because: v.optional(v.string()),
  evidence: v.picklist(EVIDENCE),
  source: v.optional(v.string()),
};

/** `log/{number}`: which rule decided an answer, why, and how that is known of Auth0. */
export const logEntryAnswer = v.object(decision);
export type LogEntry = v.InferOutput<typeof logEntryAnswer>;

/** `log`: every answer that is remembered, the oldest first. */
export const logAnswer = v.array(
  v.object({
    ...decision,
    number: v.number(),
    /** Milliseconds since the epoch, on the tenant's clock. */
    at: v.number(),
    method: v.string(),
    path: v.string(),
    /** 0 where the connection was cut. */
    status: v.number(),
    fault: v.optional(v.string()),
  }),
);
export type LogLine = v.InferOutput<typeof logAnswer>[number];

/** `mint`. */
export const mintAnswer = v.object({ token: v.string() });

/** `policy`. */
export const policyAnswer = v.object({ policy: v.string() });

/** `clock`, its offset in seconds. */
export const clockAnswer = v.object({
  now: v.pipe(v.string(), v.isoTimestamp()),
  frozen: v.boolean(),
  offset: v.number(),
});
export type TenantClock = v.InferOutput<typeof clockAnswer>;

/** `faults`: those that wait for their requests. */
export const faultsAnswer = v.array(
  v.object({ endpoint: v.string(), kind: v.string(), count: v.number() }),
);
export type WaitingFault = v.InferOutput<typeof faultsAnswer>[number];

/** `applications`. Members that are not named here are not kept, a secret among them. */
export const applicationsAnswer = v.array(
  v.object({
    name: v.string(),
    client_id: v.string(),
    app_type: v.string(),
    callbacks: v.array(v.string()),
    allowed_logout_urls: v.array(v.string()),
    web_origins: v.array(v.string()),
    allowed_origins: v.array(v.string()),
    grant_types: v.array(v.string()),
    jwt_configuration: v.object({ alg: v.string() }),
  }),
);
export type TenantApplication = v.InferOutput<typeof applicationsAnswer>[number];

/** `sessions`: who the browser is signed in as, `identity` being the account that the session began with. */
export const sessionAnswer = v.object({ user_id: v.string(), identity: v.string() });
export type TenantSession = v.InferOutput<typeof sessionAnswer>;

/** Every refusal. */
export const refusalAnswer = v.object({
  error: v.string(),
  message: v.string(),
  detail: v.optional(v.string()),
});
