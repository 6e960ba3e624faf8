import { expect, test, vi } from "vitest";
import { CHECKS, type Checks } from "#emulator/checks.ts";
import { ApiError } from "#emulator/rules/errors.ts";
import { POLICIES, type Policy } from "#emulator/policy.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import { createTestTenant } from "#test/support/tenant.ts";
import { createUseCaseWorld } from "#test/support/use-case-runner.ts";

// Real keys and signatures, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** What of the tenant's own rules is otherwise. Everything else stays as it is. */
type Change = {
  /** What the policy says, at the identities of one method. */
  readonly policy?: (policy: Policy) => Partial<Policy>;
  readonly method?: "POST" | "DELETE";
  /** Scopes that are no longer enough. */
  readonly closed?: "any" | "own";
  /** Who can no longer show B by its ID token, or name it. */
  readonly refused?: (by: "link_with" | "user_id", isClient: boolean) => boolean;
};

/** The checks of a tenant that has a change. */
function changedChecks({ policy, method, closed, refused }: Change): Checks {
  function refuse(by: "link_with" | "user_id", isClient: boolean): void {
    if (refused?.(by, isClient) === true) throw new ApiError("link-with-invalid");
  }
  return {
    ...CHECKS,
    admit: (c, core, rule) => {
      if (method !== undefined && method !== c.req.method) return CHECKS.admit(c, core, rule);
      const changed = () => ({ ...core.policy(), ...policy?.(core.policy()) });
      const scopes = closed === undefined ? rule : { ...rule, [closed]: [] };
      return CHECKS.admit(c, { ...core, policy: changed }, scopes);
    },
    readLinkWith: (core, by, token) => {
      refuse("link_with", by.isClient);
      return CHECKS.readLinkWith(core, by, token);
    },
    readNamedSecondary: (core, body) => {
      refuse("user_id", false);
      return CHECKS.readNamedSecondary(core, body);
    },
  };
}

const worldOf = (checks: Checks) => createUseCaseWorld({ test: createTestTenant({}, checks) });

const isToday = (policy: Policy) => !policy.linksByName;

/** Cells that need a link before their request. */
const LINKED_FIRST = ["8 before-2018", "8 today", "9 before-2018", "9 today"];

const CHANGES: readonly (readonly [string, Change, readonly string[]])[] = [
  [
    "ID tokens link today",
    { method: "POST", policy: (is) => (isToday(is) ? { takesIdTokens: true } : {}) },
    ["1 today", "5 today"],
  ],
  [
    "nobody can name an account",
    { refused: (by) => by === "user_id" },
    ["2 before-2018", "2 today", "3 before-2018"],
  ],
  [
    "the API asks for no scope that people have",
    { method: "POST", closed: "own" },
    [
      "1 before-2018",
      "3 before-2018",
      "4 today",
      "5 before-2018",
      "7 before-2018",
      "7 today",
      ...LINKED_FIRST,
    ],
  ],
  [
    "people cannot show B by its ID token",
    { refused: (by, isClient) => by === "link_with" && !isClient },
    ["1 before-2018", "4 today", "5 before-2018", "7 before-2018", "7 today", ...LINKED_FIRST],
  ],
  [
    "ID tokens linked never",
    { method: "POST", policy: () => ({ takesIdTokens: false }) },
    ["1 before-2018", "5 before-2018"],
  ],
  [
    "a server cannot show B by its ID token",
    { refused: (by, isClient) => by === "link_with" && isClient },
    ["6 before-2018", "6 today"],
  ],
  [
    "update:users is not enough to link",
    { method: "POST", closed: "any" },
    ["2 before-2018", "2 today", "6 before-2018", "6 today"],
  ],
  [
    "ID tokens unlink today",
    { method: "DELETE", policy: (is) => (isToday(is) ? { takesIdTokens: true } : {}) },
    ["8 today"],
  ],
  [
    "update:users is not enough to unlink",
    { method: "DELETE", closed: "any" },
    ["9 before-2018", "9 today"],
  ],
];

test.each(CHANGES)("reports it when %s", async (_, change, reported) => {
  const world = worldOf(changedChecks(change));
  await world.runner.runAll();
  const cells = Object.entries(world.runner.state().cells);
  const isAsExpected = new Set(
    cells.flatMap(([key, cell]) =>
      cell.kind === "done" && cell.result.outcome.kind === "as-expected" ? [key] : [],
    ),
  );
  const different = cells.filter(([key]) => !isAsExpected.has(key));
  expect(different.map(([key]) => key)).toEqual(reported);
  expect(world.core.state().left).toEqual([]);
});

test("reports it when people link by a mere name today", async () => {
  const today = { ...POLICIES.today, linksByName: true };
  const world = worldOf({ ...CHECKS, policies: { ...POLICIES, today } });
  await world.runner.runAll();
  expect(world.runner.state().cells["3 today"]).toMatchObject({
    result: { outcome: { differences: [{ what: "status", expected: "403", actual: "201" }] } },
  });
});

test("has a change for every row", () => {
  const rows = new Set(CHANGES.flatMap(([, , reported]) => reported.map((key) => Number(key[0]))));
  expect(rows).toEqual(new Set(Object.values(USE_CASES).map(({ number }) => number)));
});
