import { expect, test } from "vitest";
import { STEP_IDS } from "#linking/walkthrough/journey.ts";
import { SCENARIOS } from "./scenarios.ts";
import { scenariosOf, SHOWN_FIRST } from "./taught-first.ts";

test.each(STEP_IDS)("has every way to break %s, once", (step) => {
  const ways = scenariosOf(step);
  expect(new Set(ways)).toEqual(new Set(SCENARIOS.filter((one) => one.step === step)));
  expect(new Set(ways).size).toBe(ways.length);
});

test.each(["primary", "link"] as const)(
  "shows ways first in %s that the page itself can break",
  (step) => {
    const first = scenariosOf(step).slice(0, SHOWN_FIRST);
    expect(first.flatMap(({ changes }) => changes).filter(({ by }) => by === "browser")).toEqual(
      [],
    );
  },
);

test("begins the link with the scope that is missing", () => {
  expect(scenariosOf("link")[0]?.id).toBe("no-scope");
  expect(scenariosOf("primary")[0]?.id).toBe("no-audience");
});
