import { expect, test } from "vitest";
import { createTestTenant, ISSUER } from "#test/support/tenant.ts";

/** Adds what `body` says until that is refused. */
async function addUntilRefused(path: string, body: (index: number) => object) {
  const { tenant } = createTestTenant();
  for (let index = 0; index < 200; index += 1) {
    const answer = await tenant.fetch(
      new Request(new URL(path, ISSUER), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body(index)),
      }),
    );
    if (answer.status !== 201) return { status: answer.status, added: index };
  }
  return { status: 201, added: 200 };
}

test("applications have room for so much text only", async () => {
  const refusal = await addUntilRefused("_linklab/applications", (index) => ({
    name: `App ${index}`,
    callbacks: Array.from(
      { length: 40 },
      (_, page) => `http://localhost:3000/${page}${"x".repeat(2000)}`,
    ),
  }));
  expect(refusal.status).toBe(409);
  expect(refusal.added).toBeGreaterThan(20);
});

test("an application has no name that each connection would repeat for long", async () => {
  const refusal = await addUntilRefused("_linklab/applications", () => ({
    name: "Long",
    client_id: "x".repeat(501),
  }));
  expect(refusal).toEqual({ status: 400, added: 0 });
});
