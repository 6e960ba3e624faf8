import { expect, test } from "vitest";
import type { Change } from "#linking/scenarios/change.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import {
  NO_CAPABILITIES,
  UNKNOWN_CAPABILITIES,
  type TenantCapabilities,
} from "#protocol/control.ts";
import { TENANT } from "#test/support/tokens.ts";
import { lackOf } from "./steering.ts";
import { EVERYTHING, EVERYTHING_IN_BROWSER } from "#test/support/session.ts";

const SIGNED_IN: Walkthrough = {
  ...UNTOUCHED,
  primary: {
    account: { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true },
    request: primaryAuthorization(TENANT, "code", ""),
    tokens: null,
  },
};

const lack = (
  changes: readonly Change[],
  capabilities: TenantCapabilities,
  walkthrough = SIGNED_IN,
) =>
  lackOf(
    { id: "x", step: "link", label: "x", finding: "no-answer", changes },
    capabilities,
    walkthrough,
  );

const MINT: Change = { by: "mint", slot: "bearer", owner: "A", token: { kind: "id_token" } };
const FAULT: Change = { by: "fault", fault: { endpoint: "users", kind: "failure" } };
const CUT: Change = { by: "fault", fault: { endpoint: "users", kind: "drop" } };
const LOST: Change = { by: "fault", fault: { endpoint: "users", kind: "lost" } };
const NO_CORS: Change = { by: "fault", fault: { endpoint: "users", kind: "cors-off" } };
const PROXY: Change = { by: "browser", how: "Put a proxy between.", needs: "hasConnections" };
const RESTART: Change = { by: "browser", how: "Start it again.", needs: "isProgram" };
const SEEDED: Change = { by: "parameter", set: { client_id: "other" }, needsSeed: true };
const BLOCK: Change = { by: "block", owner: "A" };

test.each([
  ["tokens to order", MINT, "canMint", "needs a tenant that makes tokens to order"],
  [
    "a bucket",
    { by: "bucket", burst: 1, per_second: 1 },
    "hasFaults",
    "needs a tenant that fails to order",
  ],
  ["a clock", { by: "clock", offset: 1 }, "hasClock", "needs a tenant whose clock can be moved"],
  ["users to change", BLOCK, "canSuggestAccounts", "needs a tenant whose users can be changed"],
  ["its applications", SEEDED, "canReset", "needs the applications of LinkLab’s own tenant"],
] satisfies readonly [string, Change, keyof TenantCapabilities, string][])(
  "a scenario that needs %s cannot be switched on without",
  (_name, change, capability, sentence) => {
    expect(lack([change], EVERYTHING)).toBeNull();
    expect(lack([change], { ...EVERYTHING, [capability]: false })).toBe(sentence);
  },
);

test("blocking a user waits for the login that says who it is", () => {
  expect(lack([BLOCK], EVERYTHING, UNTOUCHED)).toBe("log in as A once first");
});

test.each([
  ["a parameter", { by: "parameter", set: { scope: "" } }],
  ["a request", { by: "request", way: "other-user" }],
  ["a token's signature", { by: "tamper", slot: "bearer" }],
  ["something by hand", { by: "browser", how: "Go offline." }],
] satisfies readonly [string, Change][])(
  "changing %s needs nothing of a tenant",
  (_name, change) => {
    expect(lack([change], NO_CAPABILITIES)).toBeNull();
  },
);

test("all that a scenario needs must be there", () => {
  expect(lack([MINT, FAULT], { ...EVERYTHING, faultKinds: [] })).toBe(
    "needs a tenant that fails to order",
  );
});

test.each([
  ["a fault", FAULT, null],
  ["a connection that is cut", CUT, "needs a tenant at the other end of a connection"],
  ["an answer that is lost", LOST, "needs a tenant at the other end of a connection"],
  ["an answer without CORS headers", NO_CORS, "needs a tenant on another origin than this page"],
  ["a proxy", PROXY, "needs a tenant at the other end of a connection"],
  ["a start", RESTART, "needs a tenant that is a program of its own"],
])("%s can be had of a server; within the browser: %#", (_name, change, inBrowser) => {
  expect(lack([change], EVERYTHING)).toBeNull();
  expect(lack([change], EVERYTHING_IN_BROWSER)).toBe(inBrowser);
});

test("a tenant that cannot be steered lacks faults, and nothing that is done by hand", () => {
  expect(lack([CUT], NO_CAPABILITIES)).toBe("needs a tenant that fails to order");
  expect(lack([PROXY], NO_CAPABILITIES)).toBeNull();
});

test("before the tenant has told, nothing is said to be missing but its word", () => {
  for (const change of [MINT, CUT, NO_CORS, PROXY, SEEDED])
    expect(lack([change], UNKNOWN_CAPABILITIES)).toBe("waits for the tenant to say what it can do");
  expect(lack([{ by: "tamper", slot: "bearer" }], UNKNOWN_CAPABILITIES)).toBeNull();
});
