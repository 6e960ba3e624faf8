import { request } from "node:http";
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

test("answers a method that no Request can have with 405", async () => {
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const status = await new Promise((resolve, reject) => {
    request(tenant.origin, { method: "TRACE" }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(405);
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

test("a name that somebody bound to this computer does not reach the control API", async () => {
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const { port } = new URL(tenant.origin);
  const statusAs = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const options = {
        host: "127.0.0.1",
        port,
        path: "/_linklab/policy",
        headers: { Host: host },
      };
      request(options, (response) => resolve(response.resume().statusCode))
        .once("error", reject)
        .end();
    });
  expect(await statusAs(`localhost:${port}`)).toBe(200);
  expect(await statusAs("evil.example")).toBe(403);
  await tenant.close();
});
