import { expect, test } from "vitest";
import { breaksToday, cellKey, USE_CASE_CELLS } from "./cells.ts";
import { GUIDE_DEFECTS } from "./guide-defects.ts";
import { judgeExchange } from "./judge-exchange.ts";
import type { Verdict } from "./judgement.ts";
import { USE_CASES } from "./use-cases.ts";

const ROWS = Object.values(USE_CASES);

test("has the nine rows in the guide's order", () => {
  expect(ROWS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("sends 17 requests, and one cell sends none", () => {
  const cells = ROWS.flatMap(({ expected }) => Object.values(expected));
  expect(cells.filter(({ kind }) => kind === "answer")).toHaveLength(17);
  expect(cells.filter(({ kind }) => kind === "not-offered")).toHaveLength(1);
});

test("takes update:users from a server, never from a browser's login", () => {
  for (const { scopes, source } of ROWS) {
    const isServer = scopes[0] === "update:users";
    expect(source.lane).toBe(isServer ? "server" : "app");
    expect(source.bearer).toBe(isServer ? "client-credentials" : "login");
  }
});

test("gets B's ID token where one is sent with an access token, from the same application", () => {
  for (const { body, source } of ROWS) {
    const login = source.lane === "server" ? "login-with-client-secret" : "login";
    expect(source.secondary).toBe(body === "link_with" ? login : null);
  }
});

test.each(ROWS)("judges row $number to be what it says", (row) => {
  const { number, method, path: url, library, bearer: kind, scopes, body, guide } = row;
  const VERDICTS: Record<typeof guide.status, Verdict> = {
    Affected: "affected",
    "Not affected": "not-affected",
    "New use case": "new-way",
  };
  const bearers = kind === "id-token" ? [{ kind }] : scopes.map((scope) => ({ kind, scope }));
  for (const bearer of bearers) {
    const judgement = judgeExchange({
      method,
      url,
      library,
      bearer,
      body: body === null ? null : { [body]: "x" },
    });
    expect(judgement.useCase).toBe(number);
    // The guide contradicts itself here, and its own new code is this call.
    expect(judgement.verdict).toBe(number === 7 ? "not-affected" : VERDICTS[guide.status]);
  }
});

test("ties each defect of the guide to the use cases where it misleads", () => {
  for (const { useCases } of Object.values(GUIDE_DEFECTS)) expect(useCases).toContain(7);
  expect(GUIDE_DEFECTS["scope-in-bullet"].text).toContain("update:current_user_metadata");
});

test("four use cases break today, in the column of today alone", () => {
  expect(USE_CASE_CELLS.filter(breaksToday).map(cellKey)).toEqual([
    "1 today",
    "3 today",
    "5 today",
    "8 today",
  ]);
});
