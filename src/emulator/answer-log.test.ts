import { Hono } from "hono";
import { expect, test } from "vitest";
import { seededRandom } from "#test/support/tenant.ts";
import { createAnswerLog } from "./answer-log.ts";
import { toResponse } from "#emulator/messages/light-response.ts";
import type { TenantEnv } from "./core.ts";
import type { TenantLogEntry } from "./ports.ts";

test("an answer that no rule decided becomes a failure that one does", async () => {
  const entries: TenantLogEntry[] = [];
  const app = new Hono<TenantEnv>();
  const ports = { clock: () => 0, random: seededRandom(1) };
  const logAnswer = createAnswerLog(ports, (entry) => entries.push(entry));
  app.use(async (c, next) => {
    await next();
    await logAnswer(c);
  });
  app.get("/oauth/x", (c) => c.text("an answer out of nowhere"));
  const response = toResponse(await app.fetch(new Request("http://localhost/oauth/x"), {}));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("nowhere");
  expect(response.headers.get("X-LinkLab-Request")).toBe("1");
  expect(entries).toMatchObject([{ rule: "oauth-failure", status: 500, path: "/oauth/x" }]);
});
