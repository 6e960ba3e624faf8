import { expect, test } from "vitest";
import { ISSUER, createTestTenant, postToken } from "#test/support/tenant.ts";
import { OAuthError } from "#emulator/rules/errors.ts";
import { readParameters } from "./parameters.ts";
import { readOAuthBody } from "./token/body.ts";

const many = Array.from({ length: 3000 }, (_, index): [string, string] => [`_${index}`, "1"]);

const readJson = (parameters: [string, string][]) =>
  readOAuthBody(
    new Request(ISSUER, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(Object.fromEntries(parameters)),
    }),
  );

test("a hundred parameters are read, and what comes after them is refused by its name", async () => {
  const hundred = many.slice(0, 100);
  expect(readParameters(new URLSearchParams(hundred)).size).toBe(100);
  expect((await readJson(hundred)).size).toBe(100);
  const refusal = new OAuthError("parameter-invalid", { name: "_100" });
  expect(() => readParameters(new URLSearchParams(many))).toThrow(refusal);
  await expect(readJson(many)).rejects.toThrow(refusal);
});

test("a form of the token endpoint that is longer than any client's is refused", async () => {
  const { tenant } = createTestTenant();
  const form = { grant_type: "refresh_token", client_id: "linklab-spa", refresh_token: "x" };
  expect((await postToken(tenant, form)).status).toBe(403);
  expect((await postToken(tenant, { ...form, junk: "x".repeat(16_384) })).status).toBe(413);
});
