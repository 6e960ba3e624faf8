import { expect, test } from "vitest";
import { CONFLICTS } from "./conflicts.ts";
import { DECISIONS, decisionsOf } from "./decisions.ts";
import type { Decision } from "./decisions.ts";

const all = Object.entries<Decision>(DECISIONS);

test.each(Object.entries(CONFLICTS))("%s stands between two sources at least", (_, { sources }) => {
  expect(sources.length).toBeGreaterThan(1);
});

test.each(all)("%s is named beside each of its rules, where it holds", (id, decision) => {
  expect(decision.rules.length).toBeGreaterThan(0);
  for (const rule of decision.rules) expect(decisionsOf(rule, decision.endpoint)).toContain(id);
});

test("a decision about one endpoint is not named at another", () => {
  expect(decisionsOf("scope-insufficient", "identities")).toContain("linking-scope");
  expect(decisionsOf("scope-insufficient", "users")).not.toContain("linking-scope");
});
