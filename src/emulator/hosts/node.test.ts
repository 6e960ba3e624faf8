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

test("cuts the connection when a fault says so, and only then", async () => {
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const put = await fetch(`${tenant.origin}/_linklab/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ endpoint: "discovery", kind: "drop" }),
  });
  expect(put.status).toBe(201);
  const address = `${tenant.origin}/.well-known/openid-configuration`;
  await expect(fetch(address)).rejects.toThrow(TypeError);
  expect((await fetch(address)).status).toBe(200);
  await tenant.close();
});

test("has no control API when it listens elsewhere than on loopback", async () => {
  const tenant = await serveTenant({
    port: 0,
    appOrigin: "http://localhost:5173",
    host: "0.0.0.0",
  });
  const address = `${tenant.origin.replace("localhost", "127.0.0.1")}/_linklab/snapshot`;
  expect((await fetch(address)).status).toBe(404);
  await tenant.close();
});
