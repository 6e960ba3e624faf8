import { describeTenant } from "#protocol/tenant.ts";
import { STEP_IDS, type StepId } from "#linking/walkthrough/journey.ts";
import { describe, expect, test } from "vitest";
import { fillIn, textOf } from "./in-your-code/fill.ts";
import { STEP_FOLDERS } from "./folders.ts";

const TENANT = describeTenant("example.eu.auth0.com", "abc123");

/** Which step has code in which library. auth0.js cannot unlink, and never named B by its ID. */
const PAIRS: Readonly<Record<StepId, readonly string[]>> = {
  tenant: ["react", "auth0-spa-js", "auth0-js"],
  primary: ["react", "auth0-spa-js", "auth0-js"],
  "old-way": ["react", "auth0-spa-js", "auth0-js"],
  secondary: ["react", "auth0-spa-js", "auth0-js"],
  check: ["react", "auth0-spa-js", "auth0-js"],
  link: ["react", "auth0-spa-js", "auth0-js"],
  changes: ["react", "auth0-spa-js", "auth0-js"],
  dangerous: ["react", "auth0-spa-js"],
  unlink: ["react", "auth0-spa-js"],
};

const CODE = new Map(
  await Promise.all(
    STEP_IDS.map(async (step) => [step, await STEP_FOLDERS[step].snippets.load()] as const),
  ),
);
const snippetsFor = (step: StepId) => CODE.get(step) ?? [];

const ALL = STEP_IDS.flatMap((step) =>
  snippetsFor(step).flatMap(({ language, before, code }) => [
    { name: `${step}/${language}`, code },
    ...(before === null ? [] : [{ name: `${step}/${language}.before`, code: before }]),
  ]),
);

test.each(STEP_IDS)("%s has the languages that make sense in it", (step) => {
  expect(snippetsFor(step).map(({ language }) => language)).toEqual(PAIRS[step]);
});

test("only the two ways that no longer work have a before, and all their code has one", () => {
  const withBefore = STEP_IDS.filter((step) =>
    snippetsFor(step).some(({ before }) => before !== null),
  );
  expect(withBefore).toEqual(["old-way", "dangerous"]);
  for (const step of withBefore) {
    for (const { before, code } of snippetsFor(step)) expect(before).not.toBe(code);
  }
});

describe.each(ALL)("$name", ({ name, code }) => {
  test("is short, and whole once it is filled in", () => {
    const lines = code.trimEnd().split("\n").length;
    expect(lines).toBeGreaterThanOrEqual(5);
    expect(lines).toBeLessThanOrEqual(25);
    expect(textOf(fillIn(code, TENANT))).not.toContain("{your");
  });

  test("keeps the rules of account linking", () => {
    expect(code).not.toMatch(/\.logout\(|localstorage/i);
    if (name.endsWith(".before")) return;
    if (code.includes("fetch(")) {
      expect(code).toContain("encodeURIComponent");
      expect(code).toContain("response.ok");
    }
    if (code.includes("new Management(")) expect(code).toContain("encodeURIComponent");
    if (name.startsWith("secondary/")) expect(code).toMatch(/prompt: "login"/);
  });
});
