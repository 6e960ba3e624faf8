import * as v from "valibot";
import { tellIssue } from "#emulator/tell-issue.ts";
import { isHostName } from "#cli/tenant-options.ts";
import type { ServeOptions } from "./types.ts";

const origin = v.pipe(
  v.string(),
  v.check(isOrigin, "Expected an origin like http://localhost:3000"),
);
const part = v.pipe(v.string(), v.minLength(1));
const key = v.strictObject({
  kty: v.literal("RSA"),
  kid: part,
  n: part,
  e: part,
  d: part,
  p: part,
  q: part,
  dp: part,
  dq: part,
  qi: part,
  alg: v.optional(v.literal("RS256")),
  use: v.optional(v.literal("sig")),
  key_ops: v.optional(v.array(v.string())),
  ext: v.optional(v.boolean()),
});

const seedContent = v.strictObject(
  {
    tenant: v.unknown(),
    databaseUsers: v.optional(v.record(v.string(), v.unknown())),
    socialUsers: v.optional(v.unknown()),
  },
  ({ message, expected }) =>
    expected === "Object"
      ? "Expected a path, or { tenant, databaseUsers, socialUsers }"
      : `${message}. A seed has: tenant, databaseUsers, socialUsers`,
);

const tenantEntries = {
  seed: v.optional(v.lazy((seed) => (typeof seed === "string" ? part : seedContent))),
  appOrigins: v.optional(v.pipe(v.array(origin), v.minLength(1))),
  issuer: v.optional(
    v.pipe(
      v.string(),
      v.check(isIssuer, "Expected an origin with a slash at its end, like https://tenant.example/"),
    ),
  ),
  keys: v.optional(v.strictObject({ current: key, next: v.optional(key) })),
  policy: v.optional(v.picklist(["today", "before-2018"])),
  onSkipped: v.optional(
    v.custom<(line: string) => void>((value) => typeof value === "function", "Expected a function"),
  ),
};
const serveEntries = {
  ...tenantEntries,
  port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))),
  https: v.optional(v.boolean()),
  names: v.optional(
    v.array(
      v.pipe(v.string(), v.check(isHostName, "Expected a name or an address, like tenant.test")),
    ),
  ),
};

/**
 * Reads the options of `createTenant` or `serveTenant`.
 * @throws TypeError that names the option and what is accepted
 */
export function checkOptions(
  options: unknown,
  caller: "createTenant" | "serveTenant",
): ServeOptions {
  const entries = caller === "createTenant" ? tenantEntries : serveEntries;
  const result = v.safeParse(v.strictObject(entries), options);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as they came; an absent one is as good as undefined
  if (result.success) return options as ServeOptions;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? "options";
  const names = issue.expected === "never" ? `. There are: ${Object.keys(entries).join(", ")}` : "";
  throw new TypeError(`${caller}: ${path}: ${tellIssue(issue)}${names}`);
}

function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

function isIssuer(value: string): boolean {
  return value.endsWith("/") && isOrigin(value.slice(0, -1));
}
