import { expect, test } from "vitest";
import { LINK_EVENT, REDIRECT_EVENT } from "#test/support/wire-events.ts";
import { tallyEvents } from "./tally.ts";

const isRefusalStep = (step: string | null) => step === "old-way";
const tally = (...events: Parameters<typeof tallyEvents>[0]) => tallyEvents(events, isRefusalStep);

test("counts requests, a login that left the page among them, links and unlinks", () => {
  const unlink = { ...LINK_EVENT, method: "DELETE", status: 200, requestBody: null };
  expect(tally(LINK_EVENT, unlink, REDIRECT_EVENT)).toMatchObject({
    requests: 3,
    linked: 1,
    unlinked: 1,
  });
});

test("counts no link that was refused, and no other request", () => {
  const refused = { ...LINK_EVENT, status: 403 };
  const read = {
    ...LINK_EVENT,
    method: "GET",
    url: "http://localhost/api/v2/users/a",
    status: 200,
  };
  expect(tally(refused, read)).toMatchObject({ linked: 0, unlinked: 0 });
});

test("counts a token once, wherever it stands", () => {
  expect(tally(LINK_EVENT, LINK_EVENT).tokens).toBe(2);
  const answer = '{"id_token":"⟦A ID token⟧","code":"⟦code⟧"}';
  expect(tally(LINK_EVENT, { ...LINK_EVENT, responseBody: answer }).tokens).toBe(3);
});

test("counts what was broken by what came of it, and not the steps that are refused", () => {
  const broken = { ...LINK_EVENT, isExpected: true, finding: "scope-missing" };
  const other = { ...broken, finding: "self-link" };
  expect(tally(broken, broken, other).broken).toBe(2);
  expect(tally({ ...broken, step: "old-way" }, { ...broken, isExpected: false }).broken).toBe(0);
});
