import * as v from "valibot";
import { ENDPOINTS, isEndpoint } from "#emulator/endpoints.ts";
import { FAULT_KINDS, FAULT_PLACES, isFaultAt } from "./faults.ts";
import { isEmail } from "#emulator/accounts/add.ts";
import { MAX_VALUES, sizeOf } from "#emulator/accounts/room.ts";
import { isPolicyName } from "#emulator/policy.ts";
import { CLOCK_RANGE } from "./clock.ts";
import { name as text } from "#emulator/seed/schema.ts";

const whole = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum));
const record = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), "Expected an object, not a list"),
  v.record(v.string(), v.unknown()),
  v.check((value) => sizeOf(value).values <= MAX_VALUES, "Expected fewer values"),
);
const CENTURY = 100 * 366 * 86_400;

/** `PUT /_linklab/policy`. */
export const policySchema = v.strictObject({
  policy: v.custom<"today" | "before-2018">(isPolicyName, 'Expected "today" or "before-2018"'),
});

/** `PUT /_linklab/clock`: one of three moves, in seconds. */
export const clockSchema = v.union(
  [
    v.strictObject({
      freeze: v.literal(true),
      at: v.optional(whole(CLOCK_RANGE.earliest / 1000, CLOCK_RANGE.latest / 1000)),
    }),
    v.strictObject({ offset: whole(-CENTURY, CENTURY) }),
    v.strictObject({ advance: whole(-CENTURY, CENTURY) }),
  ],
  "Expected { freeze: true }, with `at` or without, { offset } or { advance }, in whole seconds",
);

/** `PUT /_linklab/rate-limit`: the bucket of the Management API. */
export const rateLimitSchema = v.strictObject({
  burst: whole(1, 10_000),
  per_second: v.pipe(v.number(), v.minValue(0.01), v.maxValue(10_000)),
});

const faultBody = v.strictObject({
  endpoint: v.custom<keyof typeof ENDPOINTS>(
    isEndpoint,
    `Expected one of ${Object.keys(ENDPOINTS).join(", ")}`,
  ),
  kind: v.picklist(FAULT_KINDS),
  count: v.optional(whole(1, 1000), 1),
  milliseconds: v.optional(whole(0, 30_000), 1000),
  retry_after: v.optional(whole(0, 86_400), 1),
});

/** `POST /_linklab/faults`: where the fault can hit. */
export const faultSchema = v.pipe(
  faultBody,
  v.check(
    ({ kind, endpoint }) => isFaultAt(kind, endpoint),
    ({ input }) => `${input.kind} hits only ${FAULT_PLACES[input.kind]?.join(", ")}`,
  ),
);

/** `POST /_linklab/users`: an account at any connection, a provider's included. */
export const newUserSchema = v.strictObject({
  connection: text,
  user_id: v.optional(text),
  email: v.pipe(text, v.check(isEmail, "Expected an e-mail address")),
  email_verified: v.optional(v.boolean(), true),
  password: v.optional(text),
  profile: v.optional(record, {}),
  user_metadata: v.optional(record, {}),
  app_metadata: v.optional(record, {}),
  blocked: v.optional(v.boolean()),
});

/** `PATCH /_linklab/users/{id}`: what no login can change. */
export const changedUserSchema = v.strictObject({
  email_verified: v.optional(v.boolean()),
  blocked: v.optional(v.boolean()),
  user_metadata: v.optional(record),
  app_metadata: v.optional(record),
});

/** `POST /_linklab/applications/{id}/callbacks`. */
export const callbackSchema = v.strictObject({ url: v.pipe(text, v.url()) });

/** `POST /_linklab/sessions`: who the calling browser is signed in as. */
export const sessionSchema = v.strictObject({ user_id: text });

/** What a minted token can be: claims of a kind of token, or none but those that are chosen. */
export const MINT_KINDS = ["access_token", "id_token", "bare"] as const;
/** How it can be signed. */
export const MINT_ALGORITHMS = ["RS256", "HS256", "none"] as const;
/** With which key: two of the tenant, one of nobody. */
export const MINT_KEYS = ["current", "next", "stranger"] as const;

/** `POST /_linklab/mint`. */
export const mintSchema = v.strictObject({
  kind: v.optional(v.picklist(MINT_KINDS), "bare"),
  user_id: v.optional(v.pipe(v.string(), v.maxLength(500)), ""),
  /** Default: the first application. */
  client_id: v.optional(text),
  /** Default: that of a login for an ID token, none for an access token. */
  scope: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  lifetime: v.optional(whole(-CENTURY, CENTURY), 7200),
  /** Replace those of the kind; null leaves a claim out. */
  claims: v.optional(record, {}),
  header: v.optional(record, {}),
  algorithm: v.optional(v.picklist(MINT_ALGORITHMS), "RS256"),
  key: v.optional(v.picklist(MINT_KEYS), "current"),
});

/** What a mint request holds. */
export type MintRequest = v.InferOutput<typeof mintSchema>;
