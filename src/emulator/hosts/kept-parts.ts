import * as v from "valibot";
import type { SigningKeys } from "#emulator/keys.ts";
import { isPolicyName } from "#emulator/policy.ts";
import type { PolicyName } from "#emulator/policy.ts";
import type { TenantState } from "#emulator/tenant.ts";
import type { KeptCookie } from "./cookie-jar.ts";

/** What outlives a worker: a tenant, and the cookies of its one browser. */
export type Kept = { state: TenantState; jar: readonly KeptCookie[] };

/** The same in parts that are written one by one: a table each, and what is small. */
export type Parts = ReadonlyMap<string, unknown>;

const REST = "rest";
const KEYS = "keys";

/** Takes apart what is kept. */
export function toParts({ state: { records, ...others }, jar }: Kept): Parts {
  return new Map<string, unknown>([...Object.entries(records), [REST, { ...others, jar }]]);
}

/** The parts that differ from what was written before. Records are replaced, so that a look at each suffices. */
export function changedParts(parts: Parts, written: Parts): Parts {
  return new Map([...parts].filter(([name, part]) => !isSameTable(part, written.get(name))));
}

function isSameTable(now: unknown, before: unknown): boolean {
  if (!Array.isArray(now) || !Array.isArray(before) || now.length !== before.length) return false;
  const [entries, others]: [unknown[], unknown[]] = [now.flat(), before.flat()];
  return entries.every((one, index) => one === others[index]);
}

/** What can stand in a header. Else no request would reach the tenant, not even one that resets it. */
const cookieText = v.pipe(v.string(), v.regex(/^[!-~]*$/));

/** Far from where a number of the log cannot be asked for any more. */
const MOST_NUMBERS = 1e8;

const rest = v.looseObject({
  steering: v.looseObject({
    policy: v.custom<PolicyName>(isPolicyName),
    clock: v.looseObject({ offset: v.number() }),
    faults: v.array(v.looseObject({})),
    rateLimit: v.looseObject({ burst: v.number(), perSecond: v.number() }),
  }),
  log: v.looseObject({
    entries: v.array(v.looseObject({})),
    count: v.pipe(v.number(), v.integer(), v.maxValue(MOST_NUMBERS)),
  }),
  jar: v.array(v.tuple([cookieText, v.looseObject({ value: cookieText, expiresAt: v.number() })])),
});

const tables = v.record(v.string(), v.array(v.tuple([v.string(), v.looseObject({})])));

/**
 * Puts parts together. Every script of the origin can write to where they come from: what has not the shape of
 * a tenant gives undefined, and nothing of it is used. What is wrong deeper down a reset puts right.
 */
export function fromParts(parts: Parts): Kept | undefined {
  const others = v.safeParse(rest, parts.get(REST));
  const records = v.safeParse(
    tables,
    Object.fromEntries([...parts].filter(([name]) => name !== REST && name !== KEYS)),
  );
  if (!others.success || !records.success) return undefined;
  const { jar, ...state } = others.output;
  const kept: unknown = { state: { ...state, records: records.output }, jar };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its shape was looked at; `toParts` made it
  return kept as Kept;
}

const key = v.looseObject({
  kid: v.string(),
  // No reset makes another.
  privateKey: v.pipe(
    v.instance(CryptoKey),
    v.check(({ usages }) => usages.includes("sign")),
  ),
  publicKey: v.instance(CryptoKey),
  publicJwk: v.looseObject({ kty: v.literal("RSA"), n: v.string(), e: v.string() }),
});

/** The signing keys as a part: a browser keeps them as they are, nobody can read the private ones. */
export function toKeyPart(keys: SigningKeys): Parts {
  return new Map([[KEYS, keys]]);
}

/** The signing keys among parts; undefined when there are none. */
export function keysFrom(parts: Parts): SigningKeys | undefined {
  const result = v.safeParse(v.looseObject({ current: key, next: key }), parts.get(KEYS));
  return result.success ? result.output : undefined;
}
