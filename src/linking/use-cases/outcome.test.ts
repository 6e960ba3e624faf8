import { expect, test } from "vitest";
import { outcomeOf, type Difference } from "./outcome.ts";
import { USE_CASES, type PolicyName, type UseCaseNumber } from "./use-cases.ts";

const LIST = '[{"provider":"auth0"}]';
const refusal = (message: string) => JSON.stringify({ statusCode: 401, message });

test.each<[UseCaseNumber, PolicyName, number, string | null]>([
  [1, "before-2018", 201, LIST],
  [1, "today", 401, refusal("Invalid token")],
  [2, "before-2018", 201, LIST],
  [2, "today", 201, LIST],
  [3, "before-2018", 201, LIST],
  [3, "today", 403, refusal("whatever: no source has the text")],
  [4, "today", 201, LIST],
  [5, "before-2018", 201, LIST],
  [5, "today", 401, refusal("Invalid token")],
  [6, "before-2018", 201, LIST],
  [6, "today", 201, LIST],
  [7, "before-2018", 201, LIST],
  [7, "today", 201, LIST],
  [8, "before-2018", 200, LIST],
  [8, "today", 401, refusal("Invalid token")],
  [9, "before-2018", 200, LIST],
  [9, "today", 200, LIST],
  [9, "today", 200, null],
])("expects use case %i, %s, to answer %i", (useCase, policy, status, responseBody) => {
  expect(outcomeOf(useCase, policy, { status, responseBody })).toEqual({
    kind: "as-expected",
    differences: [],
  });
});

test("expects no request for use case 4 before 2018, and points to use case 7", () => {
  expect(USE_CASES[4].expected["before-2018"]).toMatchObject({ kind: "not-offered", sameAs: 7 });
  expect(outcomeOf(4, "before-2018", null).kind).toBe("as-expected");
  expect(outcomeOf(4, "before-2018", { status: 201 }).differences).toEqual([
    { what: "request", expected: "none", actual: "sent" },
  ]);
});

test.each<[string, UseCaseNumber, { status?: unknown; responseBody?: unknown } | null, Difference]>(
  [
    [
      "an ID token that is still taken",
      1,
      { status: 201, responseBody: LIST },
      { what: "status", expected: "401", actual: "201" },
    ],
    [
      "a person's user_id that is still taken",
      3,
      { status: 201, responseBody: LIST },
      { what: "status", expected: "403", actual: "201" },
    ],
    [
      "another text",
      8,
      { status: 401, responseBody: refusal("Expired token") },
      { what: "message", expected: "Invalid token", actual: "Expired token" },
    ],
    [
      "a refusal without a text",
      5,
      { status: 401, responseBody: "Unauthorized" },
      { what: "message", expected: "Invalid token", actual: "none" },
    ],
    [
      "a success without a list",
      4,
      { status: 201, responseBody: "{}" },
      { what: "body", expected: "a list of identities", actual: "an object" },
    ],
    [
      "a success that is no JSON",
      4,
      { status: 201, responseBody: "<html>" },
      { what: "body", expected: "a list of identities", actual: "something else" },
    ],
    ["no answer", 9, { status: null }, { what: "status", expected: "200", actual: "no answer" }],
    ["no request", 9, null, { what: "request", expected: "sent", actual: "none" }],
  ],
)("reports %s", (_, useCase, exchange, difference) => {
  expect(outcomeOf(useCase, "today", exchange)).toEqual({
    kind: "different",
    differences: [difference],
  });
});
