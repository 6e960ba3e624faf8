import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { generateSigningKeys } from "#emulator/keys.ts";
import { openDoors } from "./connections.ts";
import { serveTenant } from "./node.ts";
import { systemRandom } from "./system.ts";

test("answers a request that has neither a body nor a length, like any other", async () => {
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const response = await fetch(`${tenant.origin}/api/v2/users/auth0%7C1/identities/github/1`, {
    method: "DELETE",
  });
  expect(response.status).toBe(401);
  await tenant.close();
});

test("makes its keys when they are first needed, once", async () => {
  const makeKeys = vi.fn(() => generateSigningKeys(systemRandom));
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173", keys: makeKeys });
  await fetch(`${tenant.origin}/.well-known/openid-configuration`);
  expect(makeKeys).not.toHaveBeenCalled();
  await fetch(`${tenant.origin}/.well-known/jwks.json`);
  await tenant.tenant.prepare();
  expect(makeKeys).toHaveBeenCalledOnce();
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

test("does what was asked, though the client is gone before the answer", async () => {
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const control = `${tenant.origin}/_linklab`;
  const headers = { "Content-Type": "application/json" };
  const fault = { endpoint: "token", kind: "latency", milliseconds: 100 };
  await fetch(`${control}/faults`, { method: "POST", headers, body: JSON.stringify(fault) });
  const body = JSON.stringify({
    grant_type: "client_credentials",
    client_id: "linklab-backend",
    client_secret: "linklab-backend-secret",
    audience: `${tenant.origin}/api/v2/`,
  });
  const read = async (path: string) => await (await fetch(`${control}/${path}`)).text();
  const gone = request(`${tenant.origin}/oauth/token`, { method: "POST", headers });
  gone.on("error", () => undefined).end(body);
  await vi.waitUntil(async () => (await read("faults")) === "[]", { timeout: 5000 });
  gone.destroy();
  await vi.waitUntil(async () => (await read("log")).includes("token-client"), { timeout: 5000 });
  await tenant.close();
});

test("judges a request by what is so when its body is there, not when it began", async () => {
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const headers = { "Content-Type": "application/json" };
  const control = async (method: string, path: string, body: object) => {
    const init = { method, headers, body: JSON.stringify(body) };
    const answer = await fetch(`${tenant.origin}/_linklab/${path}`, init);
    return (await answer.json()) as { token: string };
  };
  const [id, scope] = ["auth0|5a620d29a840170a9ef43672", "update:current_user_metadata"];
  const path = `users/${encodeURIComponent(id)}`;
  const { token } = await control("POST", "mint", { kind: "access_token", user_id: id, scope });
  const body = JSON.stringify({ user_metadata: { theme: "dark" } });
  const socket = connect(tenant.port, "127.0.0.1");
  socket.write(
    [
      `PATCH /api/v2/${path} HTTP/1.1`,
      "Host: localhost",
      `Authorization: Bearer ${token}`,
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
      "Connection: close",
      "",
      body.slice(0, 1),
    ].join("\r\n"),
  );
  const asBearer = { headers: { Authorization: `Bearer ${token}` } };
  // By the answer to this, whatever was asked before is under way.
  await fetch(`${tenant.origin}/api/v2/${path}`, asBearer);
  await control("PATCH", path, { blocked: true });
  socket.write(body.slice(1));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /);
  await tenant.close();
});

test("takes two headers of one name for one, and never the first alone", async () => {
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173" });
  const token = await fetch(`${tenant.origin}/oauth/token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      grant_type: "client_credentials",
      client_id: "linklab-backend",
      client_secret: "linklab-backend-secret",
      audience: `${tenant.origin}/api/v2/`,
    }),
  });
  const { access_token: accessToken } = (await token.json()) as { access_token: string };
  const statusWith = (...authorization: string[]) =>
    new Promise<number | undefined>((resolve, reject) => {
      const { host, port } = new URL(tenant.origin);
      const headers = ["Host", host, ...authorization.flatMap((value) => ["Authorization", value])];
      const asked = request({ host: "127.0.0.1", port, path: "/api/v2/users", headers });
      asked.on("response", (response) => resolve(response.resume().statusCode));
      asked.once("error", reject).end();
    });
  expect(await statusWith(`Bearer ${accessToken}`)).toBe(200);
  expect(await statusWith(`Bearer ${accessToken}`, "Bearer x")).toBeGreaterThanOrEqual(400);
  await tenant.close();
});

test("says the length of an answer once, also where the answer has it already", async () => {
  const doors = await openDoors(
    0,
    async () => new Response("x", { headers: { "Content-Length": "1" } }),
  );
  const answer = await fetch(`http://localhost:${doors.port}/`);
  expect(await answer.text()).toBe("x");
  await doors.close();
});
