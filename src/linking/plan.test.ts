import { expect, test } from "vitest";
import { STEP_IDS } from "./journey.ts";
import { planOf, type PlanOptions } from "./plan.ts";

const USUAL: PlanOptions = {
  primary: { grant: "code", place: "redirect" },
  secondary: { grant: "code", mayRead: false },
  mayRead: true,
};

/** A plan in one line an exchange. */
function lines(step: (typeof STEP_IDS)[number], change: Partial<PlanOptions> = {}): string[] {
  return planOf(step, { ...USUAL, ...change }).map(
    ({ from, to, actor, method, path }) => `${actor ?? "-"} ${from}>${to} ${method} ${path}`,
  );
}

test.each([
  [
    "tenant",
    [
      "- app>tokens GET /.well-known/openid-configuration",
      "- app>tokens GET /.well-known/jwks.json",
    ],
  ],
  [
    "primary",
    [
      "A app>login GET /authorize",
      "A app>tokens POST /oauth/token",
      "A app>api GET /api/v2/users/{id}",
    ],
  ],
  ["old-way", ["A app>api POST /api/v2/users/{id}/identities"]],
  ["secondary", ["B popup>login GET /authorize", "B app>tokens POST /oauth/token"]],
  ["check", []],
  [
    "link",
    [
      "A app>api GET /api/v2/users/{id}",
      "A app>api POST /api/v2/users/{id}/identities",
      "A app>api GET /api/v2/users/{id}",
    ],
  ],
  [
    "changes",
    [
      "A app>api GET /api/v2/users/{id}",
      "B popup>login GET /authorize",
      "B app>tokens POST /oauth/token",
    ],
  ],
  ["dangerous", ["A app>api POST /api/v2/users/{id}/identities"]],
  ["unlink", ["A app>api DELETE /api/v2/users/{id}/identities/{provider}/{user_id}"]],
] as const)("plans the exchanges of %s", (step, expected) => {
  expect(lines(step)).toEqual(expected);
});

test("plans an implicit login in a popup: auth0.js fetches the keys there", () => {
  expect(lines("primary", { primary: { grant: "implicit", place: "popup" } })).toEqual([
    "A popup>login GET /authorize",
    "A popup>tokens GET /.well-known/jwks.json",
    "A app>api GET /api/v2/users/{id}",
  ]);
});

test("plans that B is read with a token of B's, where the login asks for one", () => {
  expect(lines("secondary", { secondary: { grant: "code", mayRead: true } })).toEqual([
    "B popup>login GET /authorize",
    "B app>tokens POST /oauth/token",
    "B app>api GET /api/v2/users/{id}",
  ]);
});

test("plans no reading where the token may not", () => {
  for (const step of STEP_IDS)
    expect(lines(step, { mayRead: false })).not.toContain("A app>api GET /api/v2/users/{id}");
});
