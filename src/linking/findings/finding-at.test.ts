import { expect, test } from "vitest";
import { SERVER_TRAITS } from "#protocol/host-traits.ts";
import { IN_BROWSER } from "#test/support/session.ts";
import { findingAt } from "./finding-at.ts";
import { FINDING_IDS, FINDINGS } from "./findings.ts";

/** What a page within the browser's own tenant cannot meet. */
const UNMET = ["third-party-cookie"];

test("a server, and a tenant that has not told, are told of in the words of the catalogue", () => {
  for (const id of FINDING_IDS) {
    expect(findingAt(id, SERVER_TRAITS)).toEqual(FINDINGS[id]);
    expect(findingAt(id, null)).toEqual(FINDINGS[id]);
  }
});

test("without cookies no finding speaks of one", () => {
  for (const id of FINDING_IDS.filter((one) => !UNMET.includes(one))) {
    const { title, because, steps } = findingAt(id, { ...SERVER_TRAITS, hasCookies: false });
    expect([title, because, ...steps].join(" "), id).not.toMatch(/cookie/i);
  }
});

test("on one origin no finding sends anybody to look for CORS", () => {
  for (const id of FINDING_IDS) {
    const { because, evidence, steps } = findingAt(id, { ...SERVER_TRAITS, hasOwnOrigin: false });
    expect(steps.join(" "), id).not.toMatch(/CORS|Allowed Origins/);
    expect(because.replace("It was not CORS", ""), id).not.toContain("CORS");
    expect(evidence.map(({ name }) => name)).not.toContain("Access-Control-Allow-Origin");
  }
});

test("what is no program is not said to be started again", () => {
  expect(findingAt("tenant-renewed", SERVER_TRAITS).because).toContain("started again");
  expect(findingAt("tenant-renewed", IN_BROWSER).because).toContain("storage is cleared");
});

test("title, fix and sources stay, whatever the host", () => {
  for (const id of FINDING_IDS) {
    const { title, fix, sources } = FINDINGS[id];
    expect(findingAt(id, IN_BROWSER)).toMatchObject({ title, fix, sources });
  }
});
