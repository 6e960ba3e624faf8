import { once } from "node:events";
import { get } from "node:https";
import { text } from "node:stream/consumers";
import { connect } from "node:tls";
import { expect, test } from "vitest";
import { serveTenant } from "./node.ts";
import { testKeys } from "#test/support/tenant.ts";

const options = { port: 0, appOrigin: "http://localhost:5173", keys: testKeys };

const ask = (port: number, ca: string | undefined) =>
  new Promise((resolve, reject) => {
    get({ host: "localhost", port, ca, path: "/_linklab/policy", agent: false }, (response) =>
      resolve(response.resume().statusCode),
    ).on("error", reject);
  });

test.each(["localhost", "127.0.0.1"])("%s as host is this computer, as without", async (host) => {
  const served = await serveTenant({ ...options, host });
  expect(served.origin).toBe(`http://localhost:${served.port}`);
  expect((await fetch(`${served.origin}/_linklab/policy`)).status).toBe(200);
  await served.close();
});

test("every address as host is reached as localhost, and its issuer is the one that was given", async () => {
  const issuer = "https://login.example/";
  const served = await serveTenant({ ...options, host: "0.0.0.0", issuer });
  expect(served.origin).toBe(`http://localhost:${served.port}`);
  expect(served.tenant.issuer).toBe(issuer);
  expect(served.ca).toBeUndefined();
  await served.close();
});

test.each(["http/1.0", "http/1.1", undefined])(
  "over https it answers a client that names %s as what it speaks",
  async (protocol) => {
    const { port, ca, close } = await serveTenant({ ...options, https: true });
    const named = protocol === undefined ? {} : { ALPNProtocols: [protocol] };
    const socket = connect({ port, ca, host: "localhost", ...named });
    await once(socket, "secureConnect");
    expect(socket.alpnProtocol).toBe(protocol ?? false);
    socket.end("GET /_linklab/policy HTTP/1.0\r\nHost: localhost\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /);
    await close();
  },
);

test("over https it has another authority each time, and each is trusted for its own only", async () => {
  const [one, other] = await Promise.all([
    serveTenant({ ...options, https: true }),
    serveTenant({ ...options, https: true }),
  ]);
  expect(one.tenant.issuer).toBe(`https://localhost:${one.port}/`);
  expect(await ask(one.port, one.ca)).toBe(200);
  expect(await ask(other.port, other.ca)).toBe(200);
  await expect(ask(one.port, other.ca)).rejects.toThrow(/certificate/);
  await Promise.all([one.close(), other.close()]);
});
