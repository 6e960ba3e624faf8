import { expect, test, vi } from "vitest";
import { authorizeAt } from "#test/contract/world.ts";
import { ADA, callApi, clientToken, createTestTenant, logIn } from "#test/support/tenant.ts";

const path = `users/${encodeURIComponent(ADA.password)}`;
const again = {
  connection: "Username-Password-Authentication",
  email: "ada@example.com",
  password: "Passw0rd!2",
  user_id: ADA.password.split("|")[1],
};

test.each([
  ["changed", [["PATCH", path, { password: "Passw0rd!2" }]]],
  [
    "deleted with its account, which is made again",
    [
      ["DELETE", path],
      ["POST", "users", again],
    ],
  ],
] as const)("a password that is %s while it is compared opens nothing", async (_, calls) => {
  const world = createTestTenant();
  const client = await clientToken(world.tenant);
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  const spy = vi.spyOn(crypto.subtle, "deriveBits").mockImplementationOnce(async (...asked) => {
    const bits = await derive(...asked);
    for (const [method, to, body] of calls)
      expect((await callApi(world.tenant, method, to, client, body)).ok).toBe(true);
    return bits;
  });
  const answer = await logIn(world.browser(), await authorizeAt(world), ADA.password);
  spy.mockRestore();
  expect(answer.status).toBe(400);
  expect(world.store.sessions.size).toBe(0);
});
