import { expect, test } from "vitest";
import { callApi, clientToken, createTestTenant } from "#test/support/tenant.ts";

test("lists are made one after the other, and others come in between", async () => {
  const { tenant } = createTestTenant({ rateLimit: { burst: 1000, perSecond: 1000 } });
  const token = await clientToken(tenant);
  let turn = 0;
  let isOver = false;
  const next = () => {
    turn += 1;
    if (!isOver) setImmediate(next);
  };
  next();
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const { status } = await callApi(tenant, "GET", "users?q=ada", token);
      return { status, turn };
    }),
  );
  isOver = true;
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(new Set(answers.map((one) => one.turn)).size).toBe(answers.length);
});
