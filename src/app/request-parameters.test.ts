import { expect, test } from "vitest";
import { primaryAuthorization, RESPONSE_TYPES } from "#protocol/authorization.ts";
import { TENANT } from "#protocol/testing.ts";
import { editableParameters, withParameter } from "./request-parameters.ts";

const REQUEST = primaryAuthorization(TENANT, "code", "http://localhost:5173/callback");

function field(name: string, request = REQUEST) {
  return editableParameters(request, "redirect").find((parameter) => parameter.name === name);
}

test("lists every parameter once, with the mode in which the answer comes", () => {
  expect(editableParameters(REQUEST, "redirect").map(({ name }) => name)).toEqual([
    "client_id",
    "response_type",
    "response_mode",
    "audience",
    "scope",
    "redirect_uri",
    "prompt",
    "max_age",
    "connection",
    "login_hint",
  ]);
});

test("prints the request's own values", () => {
  for (const [name, value] of Object.entries(REQUEST)) expect(field(name)?.value).toBe(value);
});

test.each([
  ["code", "redirect", "query"],
  ["code", "popup", "web_message"],
  ["id_token", "popup", "fragment"],
] as const)("says how the answer of %s by %s comes: %s", (type, place, mode) => {
  const parameters = editableParameters({ ...REQUEST, response_type: type }, place);
  expect(parameters.find(({ name }) => name === "response_mode")).toMatchObject({
    value: mode,
    isFixed: true,
  });
});

test("fixes what an SDK or the registration sets, and only that", () => {
  const fixed = editableParameters(REQUEST, "redirect").filter(({ isFixed }) => isFixed);
  expect(fixed.map(({ name }) => name)).toEqual(["response_mode", "redirect_uri"]);
});

test("offers the response types and prompts that there are", () => {
  expect(field("response_type")?.options).toEqual(RESPONSE_TYPES);
  expect(field("prompt")?.options).toEqual(["", "login", "none", "consent", "select_account"]);
});

test("says of the scope that auth0-spa-js adds openid, and of auth0.js nothing like it", () => {
  expect(field("scope")?.help).toContain("The SDK adds openid.");
  const implicit = { ...REQUEST, response_type: "token" } as const;
  expect(field("scope", implicit)?.help).not.toContain("openid");
});

test.each(Object.keys(REQUEST).filter((name) => name !== "response_type"))(
  "changes %s alone, to any text",
  (name) => {
    const changed = withParameter(REQUEST, name, "&x=<y> ");
    expect(changed).toEqual({ ...REQUEST, [name]: "&x=<y> " });
  },
);

test.each(RESPONSE_TYPES)("changes the response type to %s", (type) => {
  expect(withParameter(REQUEST, "response_type", type).response_type).toBe(type);
});

test.each([
  ["response_type", "none"],
  ["response_type", ""],
  ["response_type", "CODE"],
  ["response_type", "id_token token"],
  ["response_mode", "form_post"],
  ["state", "s"],
  ["", "x"],
  ["__proto__", "polluted"],
  ["constructor", "x"],
  ["toString", "x"],
])("ignores %j = %j", (name, value) => {
  const changed = withParameter(REQUEST, name, value);
  expect(changed).toBe(REQUEST);
  expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
});
