import { expect, test } from "vitest";
import { primaryAuthorization, RESPONSE_MODES, RESPONSE_TYPES } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { editableParameters, withParameter } from "./request-parameters.ts";

const REQUEST = {
  ...primaryAuthorization(TENANT, "code", "http://localhost:5173/callback"),
  response_mode: "query",
} as const;

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
  const themed = { ...REQUEST, "ext-color-scheme": "dark" };
  for (const [name, value] of Object.entries(themed))
    expect(field(name, themed)?.value).toBe(value);
});

test.each([
  ["code", "web_message"],
  ["id_token", ""],
] as const)("fixes how the answer of %s comes by popup: %j", (type, mode) => {
  const parameters = editableParameters({ ...REQUEST, response_type: type }, "popup");
  const fixed = parameters.find(({ name }) => name === "response_mode");
  expect(fixed).toMatchObject({ value: mode, isFixed: true });
  expect(fixed?.help).toMatch(/^Fixed: /);
});

test.each([
  ["code", ["query", "fragment", "form_post"]],
  ["id_token", ["", "query", "fragment", "form_post"]],
] as const)("offers the modes in which the answer of %s may come", (type, modes) => {
  expect(field("response_mode", { ...REQUEST, response_type: type })?.options).toEqual(modes);
});

test("lets another SDK choose the mode anew, and the same one keep it", () => {
  expect(withParameter(REQUEST, "response_type", "token").response_mode).toBe("");
  const implicit = { ...REQUEST, response_type: "token", response_mode: "fragment" } as const;
  expect(withParameter(implicit, "response_type", "id_token").response_mode).toBe("fragment");
});

test("fixes what an SDK or the registration sets, and only that", () => {
  const fixed = editableParameters(REQUEST, "redirect").filter(({ isFixed }) => isFixed);
  expect(fixed.map(({ name }) => name)).toEqual(["redirect_uri"]);
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

test.each(Object.keys(REQUEST).filter((name) => !name.startsWith("response_")))(
  "changes %s alone, to any text",
  (name) => {
    const changed = withParameter(REQUEST, name, "&x=<y> ");
    expect(changed).toEqual({ ...REQUEST, [name]: "&x=<y> " });
  },
);

test.each(RESPONSE_TYPES)("changes the response type to %s", (type) => {
  expect(withParameter(REQUEST, "response_type", type).response_type).toBe(type);
});

test.each(RESPONSE_MODES)("changes the response mode to %j", (mode) => {
  expect(withParameter(REQUEST, "response_mode", mode).response_mode).toBe(mode);
});

test.each([
  ["response_type", "none"],
  ["response_type", ""],
  ["response_type", "CODE"],
  ["response_type", "id_token token"],
  ["response_mode", "web_message"],
  ["response_mode", "FORM_POST"],
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
