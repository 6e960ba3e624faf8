import { expect, test } from "vitest";
import { serveTenant } from "./node.ts";

test("answers a request that has neither a body nor a length, like any other", async () => {
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const response = await fetch(`${tenant.origin}/api/v2/users/auth0%7C1/identities/github/1`, {
    method: "DELETE",
  });
  expect(response.status).toBe(401);
  await tenant.close();
});

test("refuses a port that is taken with the system's code", async () => {
  const first = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const port = Number(new URL(first.origin).port);
  await expect(serveTenant({ port, appOrigin: "http://localhost:5173" })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  await first.close();
});
