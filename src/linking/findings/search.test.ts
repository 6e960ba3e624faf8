import { expect, test } from "vitest";
import { ManagementApiError, OAuthResponseError } from "#protocol/errors.ts";
import { PRINTED_CASES } from "#test/corpus/errors.ts";
import { explainFailure } from "./explain-failure.ts";
import { findingOf } from "./finding-of.ts";
import { FINDING_IDS, FINDINGS, type FindingId } from "./findings.ts";
import { UNTOLD } from "./known-texts.ts";
import { CODES, PRINTED } from "./printed-texts.ts";
import { findFindings, MOST_READ } from "./search.ts";

const first = (printed: string): FindingId | null => findFindings(printed)[0]?.finding ?? null;

test.each(PRINTED_CASES)("reads $name", ({ input, expect: id }) => {
  expect(first(input)).toBe(id);
});

/** What stands where a text of the catalogue has a placeholder. */
const VALUES = [
  "whatever",
  "https://tenant.eu.auth0.com/api/v2/?a=1&b=[2]#c",
  "update:users,read:users",
  'it\'s "quoted" (.*)+?^${x}|\\d $& $1',
  "100% &amp; <b>&lt;i&gt;</b> %20 %zz",
  "{name} {0} {{}}",
  "é 用户 🙂 \u202eabc\u200b",
  "x".repeat(1000),
];

const told = FINDING_IDS.flatMap((id) =>
  FINDINGS[id].sources.flatMap(({ says }) => (says === null ? [] : [{ id, says }])),
);
const printed = FINDING_IDS.flatMap((id) => (PRINTED[id] ?? []).map((says) => ({ id, says })));

/** Who has these very words; where there are several, the one that assumes nothing of the request. */
function ownerOf({ id, says }: { id: FindingId; says: string }): FindingId {
  if (!UNTOLD.has(id)) return id;
  return told.find((one) => one.says === says && !UNTOLD.has(one.id))?.id ?? id;
}

const filled = [...told, ...printed].flatMap((one) =>
  (one.says.includes("{") ? VALUES : [""]).map((value) => ({
    ...one,
    text: one.says.replaceAll(/\{\w+\}/g, () => value),
  })),
);

test.each(filled)("$says is found first with any value in it: $text", (one) => {
  expect(first(one.text)).toBe(ownerOf(one));
  expect(first(`2026-11-29 ERROR at=link Error: ${one.text}\n    at link (app.js:1:2)`)).toBe(
    ownerOf(one),
  );
});

test.each([...CODES])("the code %s leads to what it most likely means", (code, [id]) => {
  expect(first(code)).toBe(id);
  expect(first(JSON.stringify({ error: code }))).toBe(id);
  expect(findingOf({ status: null, error: code, message: null, errorCode: null })).toBe(id);
});

const parsed = told.map(({ id, says }) => {
  const whole = says.replaceAll(/\{\w+\}/g, "some value");
  const [, status, message] = /^(\d{3}) (.+)$/s.exec(whole) ?? [];
  const [error = "", description = ""] = whole.split(/: (.*)/s, 2);
  return {
    id: ownerOf({ id, says }),
    whole,
    answer:
      status === undefined || message === undefined
        ? { status: null, error, message: description, errorCode: null }
        : { status: Number(status), error: "Reason", message, errorCode: null },
  };
});

test.each(parsed)("what was caught is explained as what was read: $whole", ({ id, answer }) => {
  const { status, error, message } = answer;
  const caught =
    status === null
      ? new OAuthResponseError(error, message)
      : new ManagementApiError(status, error, message, null);
  expect(explainFailure(caught).id).toBe(id);
});

test.each(parsed)("a parsed answer leads where its text does: $whole", ({ id, answer }) => {
  expect(findingOf(answer)).toBe(id);
  expect(first(JSON.stringify(answer))).toBe(id);
});

test.each(printed)("a message of an SDK, parsed, leads to its finding: $says", ({ id, says }) => {
  const message = says.replaceAll(/\{\w+\}/g, "some value");
  expect(findingOf({ status: null, error: null, message, errorCode: null })).toBe(id);
});

test.each([
  [
    { status: 403, error: "Forbidden", message: "new", errorCode: "unowned_resource" },
    "not-your-user",
  ],
  [{ status: 401, error: "Unauthorized", message: "new", errorCode: null }, "token-not-accepted"],
  [{ status: 503, error: null, message: null, errorCode: null }, "tenant-failed"],
  [{ status: 403, error: "invalid_grant", message: "new", errorCode: null }, "code-refused"],
  [{ status: 400, error: "Bad Request", message: "new", errorCode: "new" }, "unknown-answer"],
  [
    { status: null, error: "access_denied", message: "said by an Action", errorCode: null },
    "unknown-answer",
  ],
  [{ status: null, error: null, message: null, errorCode: null }, "unknown-answer"],
] as const)("of %o says %s", (answer, id) => {
  expect(findingOf(answer)).toBe(id);
});

const unknownTexts = [...CODES.keys(), "new_code"].flatMap((code) =>
  [null, 400, 401, 403, 404, 409, 429, 503].flatMap((statusCode) => [
    { statusCode, error: "Reason", message: "Zebra crossing", errorCode: code },
    { statusCode, error: code, message: "Zebra crossing", errorCode: null },
  ]),
);

test.each(unknownTexts)(
  "the search says of $statusCode $error $errorCode what its reading says",
  (body) => {
    const read = findingOf({ ...body, status: body.statusCode });
    if (read !== "unknown-answer") expect(first(JSON.stringify(body))).toBe(read);
  },
);

test("the best stands first, and the others that share its words follow", () => {
  const found = findFindings("401 Invalid token");
  expect(found.slice(0, 2).map(({ finding }) => finding)).toEqual([
    "token-not-accepted",
    "id-token-as-bearer",
  ]);
  const scores = found.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  expect(new Set(found.map(({ finding }) => finding)).size).toBe(found.length);
});

test.each([
  [
    "Bad audience: https://x/",
    [
      ["401 ", false],
      ["Bad audience: ", true],
      ["{audience}", false],
    ],
  ],
  ["missing_transaction", [["missing_transaction", true]]],
  [
    "kid",
    [
      ["B ID token: ", false],
      ["kid", true],
    ],
  ],
  [
    "expired B",
    [
      ["B's ID token has ", false],
      ["expired", true],
      [".", false],
    ],
  ],
] as const)("says which words of the catalogue “%s” has", (text, pieces) => {
  const because = findFindings(text)[0]?.because ?? [];
  expect(because.map(({ text: piece, isMatched }) => [piece, isMatched])).toEqual(pieces);
});

test("reads no more than it says", () => {
  const message = "Main identity and the new one are the same.";
  expect(first(`${"x ".repeat((MOST_READ - message.length) / 2 - 1)}${message}`)).toBe("self-link");
  expect(first(`${"x".repeat(MOST_READ)} ${message}`)).toBeNull();
});

test.each([
  ["the start of a text again and again", "Missing Refresh Token (audience: '"],
  ["the start of an encoded text", "%25"],
  ["tags that do not end", "<a"],
  ["entities that do not end", "&#x"],
  ["backslashes", "\\"],
  ["lone surrogates", "\ud800"],
  ["scopes", "a,b:c,"],
])("reads %s as nothing, up to its limit", (_, text) => {
  expect(first(text.repeat(MOST_READ / text.length))).toBeNull();
});
