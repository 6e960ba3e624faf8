import { expect, test } from "vitest";
import type { Means } from "#linking/scenarios/scenario.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { NO_CAPABILITIES, type TenantCapabilities } from "#protocol/control.ts";
import { TENANT } from "#test/support/tokens.ts";
import { lackOf } from "./breaking.ts";
import { EVERYTHING } from "#test/support/session.ts";

const SIGNED_IN: Walkthrough = {
  ...UNTOUCHED,
  primary: {
    account: { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true },
    request: primaryAuthorization(TENANT, "code", ""),
    tokens: null,
  },
};

const lack = (means: readonly Means[], capabilities: TenantCapabilities, walkthrough = SIGNED_IN) =>
  lackOf(
    { id: "x", step: "link", label: "x", finding: "no-answer", means },
    capabilities,
    walkthrough,
  );

const MINT: Means = { by: "mint", slot: "bearer", owner: "A", token: { kind: "id_token" } };
const FAULT: Means = { by: "fault", fault: { endpoint: "users", kind: "failure" } };
const SEEDED: Means = { by: "parameter", set: { client_id: "other" }, needsSeed: true };
const BLOCK: Means = { by: "block", owner: "A" };

test.each([
  ["tokens to order", MINT, "canMint", "needs a tenant that makes tokens to order"],
  ["failures", FAULT, "hasFaults", "needs a tenant that fails to order"],
  [
    "a bucket",
    { by: "bucket", burst: 1, per_second: 1 },
    "hasFaults",
    "needs a tenant that fails to order",
  ],
  ["a clock", { by: "clock", offset: 1 }, "hasClock", "needs a tenant whose clock can be moved"],
  ["users to change", BLOCK, "canSuggestAccounts", "needs a tenant whose users can be changed"],
  ["its applications", SEEDED, "canReset", "needs the applications of LinkLab’s own tenant"],
] satisfies readonly [string, Means, keyof TenantCapabilities, string][])(
  "a break that needs %s cannot be switched on without",
  (_name, means, capability, sentence) => {
    expect(lack([means], EVERYTHING)).toBeNull();
    expect(lack([means], { ...EVERYTHING, [capability]: false })).toBe(sentence);
  },
);

test("blocking a user waits for the login that says who it is", () => {
  expect(lack([BLOCK], EVERYTHING, UNTOUCHED)).toBe("log in as A once first");
});

test.each([
  ["a parameter", { by: "parameter", set: { scope: "" } }],
  ["a request", { by: "request", change: "other-user" }],
  ["a token's signature", { by: "tamper", slot: "bearer" }],
  ["something by hand", { by: "browser", how: "Go offline." }],
] satisfies readonly [string, Means][])("changing %s needs nothing of a tenant", (_name, means) => {
  expect(lack([means], NO_CAPABILITIES)).toBeNull();
});

test("all that a break needs must be there", () => {
  expect(lack([MINT, FAULT], { ...EVERYTHING, hasFaults: false })).toBe(
    "needs a tenant that fails to order",
  );
});
