import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { AnswerHeaders } from "#emulator/messages/answer-headers.ts";
import { LightResponse } from "#emulator/messages/light-response.ts";
import { defer } from "./deferred.ts";
import { openDoors } from "./connections.ts";
import { serveTenant } from "./node.ts";

const serve = () => serveTenant({ port: 0, appOrigin: "http://localhost:5173" });

/** What comes back for bytes that may be no HTTP. */
async function sendBytes(origin: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

const BROKEN: [title: string, bytes: string, status: number][] = [
  ["no HTTP", "hello\r\n\r\n", 400],
  ["a method of nobody", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400],
  ["a header over 16 KB", `GET /?${"x".repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 400],
  ["two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400],
  ["a tunnel", "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n", 405],
  [
    "an expectation that nobody meets",
    "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: x\r\nConnection: close\r\n\r\n",
    200,
  ],
];

test.each(BROKEN)("%s is answered as everything is", async (_, bytes, status) => {
  const tenant = await serve();
  const answer = await sendBytes(tenant.origin, bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toMatch(/^x-content-type-options: nosniff\r$/im);
  expect(answer).toMatch(/^cache-control: no-store\r$/im);
  expect(answer).toMatch(/^x-linklab-request: \d+\r$/im);
  await tenant.close();
});

test("a tunnel that is cut before it is answered ends nothing but itself", async () => {
  const [entered, left] = [defer<void>(), defer<void>()];
  const doors = await openDoors(0, async () => {
    entered.resolve();
    await left.promise;
    return new Response("answered");
  });
  const socket = connect(doors.port, "127.0.0.1");
  socket.write("CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n");
  await entered.promise;
  socket.resetAndDestroy();
  await once(socket, "close");
  left.resolve();
  expect(await (await fetch(`http://127.0.0.1:${doors.port}/`)).text()).toBe("answered");
  await doors.close();
});

test.each([
  ["a tunnel", "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n"],
  ["no HTTP", "hello\r\n\r\n"],
])("who asks for %s and stays is let go, and with bytes behind it, too", async (_, bytes) => {
  const tenant = await serve();
  for (const behind of ["", "x".repeat(300_000)]) {
    const socket = connect({ port: Number(new URL(tenant.origin).port), allowHalfOpen: true });
    socket.on("error", () => undefined).resume();
    socket.write(bytes + behind);
    // Whoever has ended hears of a reset with the next byte.
    const timer = setInterval(() => socket.write("x"), 50);
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(timer);
  }
  await tenant.close();
});

/** The doors, and the servers behind them. */
async function openWithServers() {
  const servers: Server[] = [];
  const doors = await openDoors(
    0,
    async () => new Response("answered"),
    undefined,
    (options) => {
      const server = createServer(options);
      servers.push(server);
      return server;
    },
  );
  expect(servers.length).toBeGreaterThan(0);
  return { ...doors, servers };
}

test("who reads no answer is let go, later than the longest latency ends", async () => {
  const { servers, close } = await openWithServers();
  for (const server of servers) expect(server.timeout).toBeGreaterThan(30_000);
  await close();
});

test("connections that cannot be taken, for want of files, end nothing", async () => {
  const { servers, port, close } = await openWithServers();
  for (const server of servers)
    for (let count = 0; count < 2; count += 1)
      server.emit("error", Object.assign(new Error("accept EMFILE"), { code: "EMFILE" }));
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("answered");
  await close();
});

test("a file is counted before it is read", async () => {
  const length = 30 * 1024 * 1024;
  const doors = await openDoors(0, async () => {
    const isNeverRead = new ReadableStream<Uint8Array>();
    return new Response(isNeverRead, { headers: { "Content-Length": String(length) } });
  });
  let cut = 0;
  const sockets = Array.from({ length: 3 }, () =>
    connect(doors.port, "127.0.0.1")
      .on("error", () => undefined)
      .on("close", () => (cut += 1))
      .resume(),
  );
  for (const socket of sockets) socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await expect.poll(() => cut).toBe(1); // two are 60 of the 64 MB
  for (const socket of sockets) socket.destroy();
  await doors.close();
});

const countAnswers = (bytes: string) => bytes.match(/HTTP\/1\.1 200 /g)?.length ?? 0;

test("over https, who says nothing keeps nobody from closing", async () => {
  const tenant = await serveTenant({
    port: 0,
    appOrigin: "http://localhost:5173",
    https: true,
  });
  const socket = connect(Number(new URL(tenant.origin).port), "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => undefined);
  await tenant.close();
  socket.destroy();
});

test("who sends many requests at once and reads no answer is cut off; five are answered", async () => {
  const tenant = await serve();
  const ask = (count: number) =>
    sendBytes(
      tenant.origin,
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(count - 1) +
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ).catch(() => "");
  expect(countAnswers(await ask(5))).toBe(5);
  expect(countAnswers(await ask(1000))).toBeLessThan(6);
  await tenant.close();
});

test("answers that nobody reads are held up to a limit, and whoever reads is answered", async () => {
  const size = 20 * 1024 * 1024;
  let answered = 0;
  const doors = await openDoors(0, async () => {
    answered += 1;
    return new Response("x".repeat(size));
  });
  const silent = Array.from({ length: 6 }, () => connect(doors.port, "127.0.0.1").pause());
  for (const socket of silent)
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  await expect.poll(() => answered).toBe(silent.length);
  const read = await (await fetch(`http://127.0.0.1:${doors.port}/`)).text();
  expect(read).toHaveLength(size);
  const late = await Promise.all(silent.map((socket) => text(socket).catch(() => "")));
  expect(late.filter(({ length }) => length > size).length).toBeLessThanOrEqual(3);
  await doors.close();
});

test("what is being answered when the doors close is answered, and nothing new", async () => {
  const [entered, left] = [defer<void>(), defer<void>()];
  const wait = () => {
    entered.resolve();
    return left.promise;
  };
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173", wait });
  await fetch(`${tenant.origin}/_linklab/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ endpoint: "discovery", kind: "latency" }),
  });
  const address = `${tenant.origin}/.well-known/openid-configuration`;
  const slow = fetch(address);
  await entered.promise;
  const closed = tenant.close();
  await expect(fetch(address)).rejects.toThrow(TypeError);
  left.resolve();
  const answer = await slow;
  expect(answer.status).toBe(200);
  expect(answer.headers.get("Connection")).toBe("close");
  await closed;
});

test("an answer that never comes does not keep the doors open", async () => {
  const [entered, never] = [defer<void>(), defer<void>()];
  const wait = () => {
    entered.resolve();
    return never.promise;
  };
  const tenant = await serveTenant({ port: 0, appOrigin: "http://localhost:5173", wait });
  await fetch(`${tenant.origin}/_linklab/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ endpoint: "discovery", kind: "latency" }),
  });
  const cut = expect(fetch(`${tenant.origin}/.well-known/openid-configuration`)).rejects.toThrow();
  await entered.promise;
  await tenant.close();
  await cut;
});

test("a body that nobody asked for is refused at once, and the connection given up", async () => {
  const tenant = await serve();
  const socket = connect(Number(new URL(tenant.origin).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000000\r\n\r\nx",
  );
  const [first] = await once(socket, "data");
  expect(String(first)).toMatch(/^HTTP\/1\.1 413 /);
  await once(socket, "close");
  await tenant.close();
});

setFlagsFromString("--expose-gc");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the flag above adds
const collect = runInNewContext("gc") as () => void;

test.each([
  ["its length said before", "Content-Length: 99999", "x"],
  ["its end told by the last piece", "Transfer-Encoding: chunked", "1\r\nx\r\n"],
])(
  "a body that comes byte by byte, %s, takes no more memory than its bytes",
  async (_, header, byte) => {
    const doors = await openDoors(0, async ({ body, headers }) => {
      const pieces: Uint8Array[] = [];
      if (headers.has("Content-Length")) await body?.read();
      else for await (const piece of body?.stream() ?? []) pieces.push(piece);
      return new Response(String(pieces.length));
    });
    const sockets = Array.from({ length: 10 }, () =>
      connect(doors.port, "127.0.0.1")
        .setNoDelay()
        .on("error", () => undefined),
    );
    for (const socket of sockets)
      socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\n${header}\r\n\r\n`);
    const drip = async (bytes: number): Promise<number> => {
      for (let sent = 0; sent < bytes; sent += 1) {
        for (const socket of sockets) socket.write(byte);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await drip(100);
    const after = await drip(3000);
    for (const socket of sockets) socket.destroy();
    await doors.close();
    expect((after - before) / 30_000).toBeLessThan(20); // bytes of each byte
  },
);

test("bodies that do not end are kept up to a limit, and whose body ends is answered", async () => {
  const doors = await openDoors(0, async ({ body }) => {
    await body?.read();
    return new Response("answered");
  });
  const length = 128 * 1024;
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`;
  let cut = 0;
  const sockets = Array.from({ length: 600 }, () =>
    connect(doors.port, "127.0.0.1")
      .on("error", () => undefined)
      .on("close", () => (cut += 1)),
  );
  for (const socket of sockets) socket.write(head + "x".repeat(length - 1));
  await expect.poll(() => cut).toBeGreaterThan(80);
  const answer = await fetch(`http://127.0.0.1:${doors.port}/`, { method: "POST", body: "x" });
  expect(await answer.text()).toBe("answered");
  expect(cut).toBeLessThan(120);
  for (const socket of sockets) socket.destroy();
  await doors.close();
});

const chunks = (count: number) => "1\r\nx\r\n".repeat(count);
const CHUNKED = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

test("a body in thousands of pieces is cut off, and one in hundreds is taken", async () => {
  const doors = await openDoors(0, async ({ body }) => {
    let length = 0;
    for await (const piece of body?.stream() ?? []) length += piece.length;
    return new Response(`took ${length}`, { headers: { Connection: "close" } });
  });
  const origin = `http://127.0.0.1:${doors.port}`;
  expect(await sendBytes(origin, `${CHUNKED}${chunks(900)}0\r\n\r\n`)).toContain("took 900");
  const cut = await sendBytes(origin, `${CHUNKED}${chunks(9000)}0\r\n\r\n`).catch(() => "");
  expect(cut).toBe("");
  await doors.close();
});

test("nothing is read as a request, or as pieces, behind a body that was refused", async () => {
  let count = 0;
  const doors = await openDoors(0, async () => {
    count += 1;
    return new Response("too large", { status: 413 });
  });
  const socket = connect(doors.port, "127.0.0.1").on("error", () => undefined);
  socket.write(CHUNKED + chunks(1));
  await once(socket, "data");
  socket.write(`${chunks(1)}0\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(socket.resume(), "close");
  expect(count).toBe(1);
  await doors.close();
});

test("of too many connections the oldest goes, and whoever comes is answered", async () => {
  const doors = await openDoors(0, async () => new Response("answered"));
  const sockets = [];
  const cut: number[] = [];
  for (let index = 0; index < 1010; index += 1) {
    const socket = connect(doors.port, index % 2 === 0 ? "127.0.0.1" : "::1");
    socket.on("error", () => undefined).once("close", () => cut.push(index));
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nX: y");
    sockets.push(socket);
    if (index % 100 === 99) await once(socket, "connect");
  }
  expect(await (await fetch(`http://127.0.0.1:${doors.port}/`)).text()).toBe("answered");
  await expect.poll(() => cut.length).toBe(11);
  expect(cut.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const socket of sockets) socket.destroy();
  await doors.close();
});

test("a request with more headers than are kept is refused, not read without the rest", async () => {
  const seen: string[] = [];
  const doors = await openDoors(0, async ({ headers }) => {
    seen.push([...headers].map(([name]) => name).join());
    return new Response();
  });
  const ask = (count: number) =>
    sendBytes(
      `http://127.0.0.1:${doors.port}`,
      `GET / HTTP/1.1\r\nConnection: close\r\n${"X: y\r\n".repeat(count - 2)}Host: localhost\r\n\r\n`,
    );
  for (const count of [100, 101, 127, 128, 129, 1000, 3000]) await ask(count);
  expect(seen).toEqual(["connection,x,host", "", "", "", "", "", ""]);
  await doors.close();
});

test("headers of answers that nobody takes are kept up to a limit, and whoever reads is answered", async () => {
  const size = 3_000_000;
  let answered = 0;
  const doors = await openDoors(0, async ({ target }) => {
    if (target === "/") return new Response("answered");
    answered += 1;
    return new Response(null, { headers: { "X-Long": "x".repeat(size) } });
  });
  const silent = Array.from({ length: 10 }, () => connect(doors.port, "127.0.0.1").pause());
  for (const socket of silent)
    socket.write("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(5));
  await expect.poll(() => answered).toBe(5 * silent.length);
  expect(await (await fetch(`http://127.0.0.1:${doors.port}/`)).text()).toBe("answered");
  for (const socket of silent) socket.end();
  const late = await Promise.all(silent.map((socket) => text(socket).catch(() => "")));
  expect(late.filter(({ length }) => length > 2 * size).length).toBeLessThan(8);
  await doors.close();
});

test("long answers that nobody reads take no heap", async () => {
  let answered = 0;
  const doors = await openDoors(0, async () => {
    answered += 1;
    return new LightResponse(`${answered}${"x".repeat(2_000_000)}`, 200, new AnswerHeaders());
  });
  collect();
  const before = process.memoryUsage().heapUsed;
  const silent = Array.from({ length: 10 }, () => connect(doors.port, "127.0.0.1").pause());
  for (const socket of silent) socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));
  await expect.poll(() => answered).toBe(3 * silent.length);
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
  for (const socket of silent) socket.destroy();
  await doors.close();
});
