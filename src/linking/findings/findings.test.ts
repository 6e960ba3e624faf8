import { expect, test } from "vitest";
import { FINDING_GROUPS } from "./finding-copy.ts";
import { FINDING_IDS, FINDINGS, isFindingId } from "./findings.ts";

const findings = FINDING_IDS.map((id) => ({ id, ...FINDINGS[id] }));

test.each(findings)("$id says what, why, what next, and how it is known", (finding) => {
  const { title, because, steps, sources } = finding;
  expect(title).toMatch(/^[A-Z].+\.$/);
  for (const text of [because, ...steps]) expect(text).toMatch(/^[A-Z].+[.?]$/s);
  expect(steps.length).toBeGreaterThan(0);
  expect(sources.length).toBeGreaterThan(0);
  for (const { source } of sources) expect(source).not.toBe("");
});

test.each(findings.filter(({ id }) => id !== "unexpected"))("$id has a clue", ({ evidence }) => {
  expect(evidence.length).toBeGreaterThan(0);
});

test("no two findings have the same title", () => {
  expect(new Set(findings.map(({ title }) => title)).size).toBe(findings.length);
});

test("a link of A with A blames no token of B, as what was sent may have been A's own", () => {
  const { evidence, steps } = FINDINGS["self-link"];
  expect(evidence.filter(({ in: place }) => place.startsWith("B "))).toEqual([]);
  expect(steps[0]).toMatch(/^Send the ID token of the other account\./);
});

test("findings of a group stand together, in the order of the groups", () => {
  const groups = findings.map(({ group }) => group);
  const runs = groups.filter((group, index) => group !== groups[index - 1]);
  expect(runs).toEqual(FINDING_GROUPS);
});

test.each([
  ["login-denied", true],
  ["nothing", false],
  ["toString", false],
  ["__proto__", false],
])("tells whether %s names a finding", (text, isOne) => {
  expect(isFindingId(text)).toBe(isOne);
});
