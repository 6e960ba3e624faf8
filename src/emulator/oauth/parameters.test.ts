import { expect, test } from "vitest";
import { ISSUER, createTestTenant, postToken } from "#test/support/tenant.ts";
import { readParameters } from "./parameters.ts";
import { readOAuthBody } from "./token/body.ts";

const many = Array.from({ length: 3000 }, (_, index): [string, string] => [`_${index}`, "1"]);

test("of parameters without end a hundred are kept", async () => {
  expect(readParameters(new URLSearchParams(many)).size).toBe(100);
  const request = new Request(ISSUER, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(Object.fromEntries(many)),
  });
  expect((await readOAuthBody(request)).size).toBe(100);
});

test("a form of the token endpoint that is longer than any client's is refused", async () => {
  const { tenant } = createTestTenant();
  const form = { grant_type: "refresh_token", client_id: "linklab-spa", refresh_token: "x" };
  expect((await postToken(tenant, form)).status).toBe(403);
  expect((await postToken(tenant, { ...form, junk: "x".repeat(16_384) })).status).toBe(413);
});
