import { expect, test } from "vitest";
import type { Change } from "#linking/scenarios/change.ts";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import { NO_CAPABILITIES, type TenantCapabilities } from "#protocol/control.ts";
import { TENANT } from "#test/support/tokens.ts";
import { lackOf } from "./steering.ts";
import { EVERYTHING } from "#test/support/session.ts";

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
const SEEDED: Change = { by: "parameter", set: { client_id: "other" }, needsSeed: true };
const BLOCK: Change = { by: "block", owner: "A" };

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
  expect(lack([MINT, FAULT], { ...EVERYTHING, hasFaults: false })).toBe(
    "needs a tenant that fails to order",
  );
});
