import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { JUDGE_CASES } from "#test/support/use-cases/cases.ts";
import type { Exchange, Place } from "./exchange.ts";
import { diffOf } from "./fixes.ts";
import { idTokenA, link, NAMED, personToken, PROOF } from "#test/support/use-cases/fixtures.ts";
import { judgeExchange } from "./judge-exchange.ts";
import type { Judgement } from "./judgement.ts";

function textOf(place: Place | undefined): string | null {
  return place === undefined ? null : place.text.slice(place.start, place.end);
}

function placesOf({ reason, notes }: Judgement): readonly Place[] {
  return [...reason.places, ...notes.flatMap(({ place }) => (place === null ? [] : [place]))];
}

test("has 120 cases or more, each with a title of its own", () => {
  const titles = new Set(JUDGE_CASES.map(({ title }) => title));
  expect(titles.size).toBe(JUDGE_CASES.length);
  expect(titles.size).toBeGreaterThanOrEqual(120);
});

test.each(JUDGE_CASES)("judges $title", (row) => {
  const judgement = judgeExchange(row.exchange);
  const { verdict, useCase, reason, notes, question, fix, basis } = judgement;
  expect([verdict, useCase]).toEqual([row.verdict, row.useCase]);
  expect(textOf(reason.places[0])).toBe(row.highlights);
  expect(question?.id).toBe(row.asks);
  if (row.reason !== undefined) expect(reason.id).toBe(row.reason);
  if (row.notes !== undefined) expect(notes.map(({ id }) => id)).toEqual(row.notes);
  if (row.fix !== undefined) expect(fix?.id).toBe(row.fix);
  if (row.basis !== undefined) expect(basis).toBe(row.basis);
});

test("has a case for every use case and every verdict", () => {
  const judgements = JUDGE_CASES.map(({ exchange }) => judgeExchange(exchange));
  const numbers = new Set(judgements.map(({ useCase }) => useCase));
  expect(numbers).toEqual(new Set([null, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  expect(new Set(judgements.map(({ verdict }) => verdict)).size).toBe(5);
});

test("changes something by every fix, and leaves what does not need it", () => {
  const fixes = JUDGE_CASES.flatMap(({ exchange }) => judgeExchange(exchange).fix ?? []);
  expect(new Set(fixes.map(({ id }) => id)).size).toBe(8);
  for (const fix of fixes) expect(new Set(diffOf(fix).map(({ kind }) => kind))).toContain("same");
  for (const { exchange } of JUDGE_CASES) {
    const { verdict, fix } = judgeExchange(exchange);
    if (verdict === "affected") expect(fix).not.toBeNull();
    if (verdict === "new-way" || verdict === "not-linking") expect(fix).toBeNull();
  }
});

test("keeps tokens out of what it says and of the fix", () => {
  for (const { exchange } of JUDGE_CASES) {
    const { reason, fix, notes, question } = judgeExchange(exchange);
    const said = JSON.stringify([reason.text, fix, notes.map(({ text }) => text), question]);
    expect(said).not.toMatch(/eyJ/);
  }
});

test("comes to an end by its questions, whichever answers are given", () => {
  const finish = (exchange: Exchange, asked: number): void => {
    expect(asked).toBeLessThan(5);
    const { question, verdict } = judgeExchange(exchange);
    if (question === null) {
      expect(verdict).not.toBe("cannot-tell");
      return;
    }
    for (const { gives } of question.answers) finish({ ...exchange, ...gives }, asked + 1);
  };
  for (const { exchange } of JUDGE_CASES)
    if (judgeExchange(exchange).question !== null) finish(exchange, 0);
});

test("tells where a claim stands in the decoded token", () => {
  const { reason } = judgeExchange(link(idTokenA, PROOF));
  const claims = reason.places.filter(({ part }) => part === "claim");
  expect(claims.map((place) => [place.token, textOf(place)])).toEqual([
    ["bearer", '"aud":"linklab-spa"'],
    ["bearer", '"nonce":"n-1"'],
  ]);
});

// Many exchanges, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const seed = 20_261_125;

const word = fc.constantFrom(
  "link_with",
  "user_id",
  "provider",
  "Bearer ",
  idTokenA,
  personToken,
  "/api/v2/users/",
  "auth0%7C1",
  "/identities",
  "/",
  "?",
  "=",
  "&",
  '{"',
  '":"',
  '"}',
  "https://t.auth0.com",
  ".",
  "\ud800",
  "\u2028",
  "\0",
  "💥",
);
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.array(word, { maxLength: 8 }).map((words) => words.join("")),
);
const headers = fc.oneof(
  fc.dictionary(fc.constantFrom("Authorization", "authorization", "AUTH0-CLIENT"), text),
  fc.array(fc.record({ name: text, value: text })),
  fc.array(fc.tuple(fc.constantFrom("authorization", "x"), fc.anything())),
  fc.anything(),
);
const body = fc.oneof(
  text,
  fc.constantFrom(PROOF, NAMED),
  fc.json(),
  fc.dictionary(fc.constantFrom("link_with", "user_id", "provider"), fc.anything()),
  fc.anything(),
);
const exchanges: fc.Arbitrary<Exchange> = fc.record(
  {
    method: fc.oneof(fc.constantFrom("POST", "DELETE", "GET"), fc.anything()),
    url: fc.oneof(text, fc.constant("/api/v2/users/auth0|1/identities"), fc.anything()),
    headers,
    body,
    status: fc.anything(),
    responseBody: body,
    library: fc.oneof(text, fc.constant("auth0.js"), fc.anything()),
    bearer: fc.oneof(
      fc.record({ kind: fc.constantFrom("id-token", "access-token"), scope: fc.anything() }),
      fc.anything(),
    ),
    hints: fc.oneof(
      fc.dictionary(fc.constantFrom("responseType", "audience", "scope"), text),
      fc.anything(),
    ),
  },
  { requiredKeys: [] },
);

test(`never throws, and highlights what is in the text, seed ${seed}`, () => {
  fc.assert(
    fc.property(exchanges, (exchange) => {
      const judgement = judgeExchange(exchange);
      const isInside = placesOf(judgement).every(
        ({ text: whole, start, end }) => 0 <= start && start <= end && end <= whole.length,
      );
      expect(isInside).toBe(true);
    }),
    { seed, numRuns: 500 },
  );
});

test(`never throws, whatever stands in the exchange's place, seed ${seed}`, () => {
  fc.assert(
    fc.property(fc.anything(), (exchange) => {
      expect(judgeExchange(exchange as Exchange).verdict).toBe("cannot-tell");
    }),
    { seed, numRuns: 300 },
  );
});

const huge = 5_000_000;
test.each<[string, Exchange]>([
  ["a URL of slashes", { url: "/".repeat(huge) }],
  ["a URL of blanks", { url: " ".repeat(huge) }],
  ["a header of blanks", link(null, PROOF, { headers: { authorization: " ".repeat(huge) } })],
  ["a header of commas", link(null, PROOF, { headers: { authorization: ", ".repeat(huge / 2) } })],
  ["a token without end", link("a.".repeat(huge / 2), PROOF)],
  ["a body of ampersands", link(personToken, `a=${"&".repeat(huge)}`)],
  ["a body of brackets", link(personToken, "[".repeat(huge))],
  ["deep JSON", link(personToken, `${"[".repeat(200_000)}${"]".repeat(200_000)}`)],
  ["a member of escapes", link(personToken, `{"user_id":"${"\\n".repeat(200_000)}"}`)],
  [
    "a scope without end",
    link(null, NAMED, { bearer: { kind: "access-token", scope: "x ".repeat(huge / 2) } }),
  ],
  ["a library without end", { library: "auth0".repeat(huge / 5) }],
])("gives an answer to %s", (_, exchange) => {
  expect(judgeExchange(exchange).reason.text).not.toBe("");
});

test("takes a parsed body that has no JSON for one that cannot be read", () => {
  const cycle: Record<string, unknown> = { link_with: "x" };
  cycle["self"] = cycle;
  for (const odd of [cycle, { user_id: 1n }])
    expect(judgeExchange(link(personToken, odd)).reason.id).toBe("body-unreadable");
});
