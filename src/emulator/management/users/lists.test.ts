import { expect, test } from "vitest";
import { callApi, clientToken, createTestTenant } from "#test/support/tenant.ts";

test("lists are made one after the other, others come in between, and not all may wait", async () => {
  const { tenant } = createTestTenant({ rateLimit: { burst: 10_000, perSecond: 10_000 } });
  const token = await clientToken(tenant);
  let turn = 0;
  let isOver = false;
  const next = () => {
    turn += 1;
    if (!isOver) setImmediate(next);
  };
  next();
  const answers = await Promise.all(
    Array.from({ length: 400 }, async () => {
      const { status } = await callApi(tenant, "GET", "users?q=ada", token);
      return { status, turn };
    }),
  );
  isOver = true;
  const made = answers.filter(({ status }) => status === 200);
  expect(made.length).toBeGreaterThanOrEqual(50);
  expect(new Set(made.map((one) => one.turn)).size).toBe(made.length);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(made.length + refused.length).toBe(answers.length);
  expect((await callApi(tenant, "GET", "users?q=ada", token)).status).toBe(200);
});
