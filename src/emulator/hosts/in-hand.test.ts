import { connect, type Socket } from "node:net";
import { expect, test } from "vitest";
import { Overloaded } from "#emulator/lanes.ts";
import { openDoors } from "./connections.ts";
import { defer } from "./deferred.ts";

const open = (port: number): Socket => connect(port, "127.0.0.1").on("error", () => undefined);

test("who asks and goes keeps no more in hand than who stays, and who asks for little is answered", async () => {
  const left = defer<void>();
  let asked = 0;
  const doors = await openDoors(0, async ({ target }) => {
    if (target !== "/slow") return new Response("answered");
    asked += 1;
    await left.promise;
    return new Response();
  });
  const request = `GET /slow HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(15_000)}\r\n\r\n`;
  let round = 0;
  for (; round < 20; round += 1) {
    const sockets = Array.from({ length: 50 }, () => open(doors.port));
    const before = asked;
    for (const socket of sockets) socket.write(request.repeat(5));
    const gone = () => sockets.filter(({ closed }) => closed).length;
    await expect.poll(() => asked - before >= 250 || gone() > 0).toBe(true);
    for (const socket of sockets) socket.destroy();
  }
  expect(round).toBe(20);
  expect(asked).toBeGreaterThan(700);
  expect(asked).toBeLessThan(1200); // 5,000 were sent
  const before = asked;
  const small = Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${doors.port}/slow`));
  await expect.poll(() => asked).toBe(before + small.length);
  left.resolve();
  await Promise.all(small);
  await doors.close();
});

test("who is slow to send a body keeps nobody out", async () => {
  const doors = await openDoors(0, async ({ body }) => {
    await body?.read();
    return new Response("answered");
  });
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(15_000)}\r\n`;
  const slow = Array.from({ length: 950 }, () => open(doors.port));
  for (const socket of slow) socket.write(`${head}Content-Length: 500\r\n\r\n{`);
  await expect.poll(() => slow.every(({ pending }) => !pending)).toBe(true);
  const headers = { "X-Long": "x".repeat(10_000) };
  const answer = await fetch(`http://127.0.0.1:${doors.port}/`, { headers });
  expect(await answer.text()).toBe("answered");
  for (const socket of slow) socket.destroy();
  await doors.close();
});

/** Three bytes of it are an object. */
const MANY_VALUES = `[${"{},".repeat(16_000)}{}]`;

test.each(["said before", "not said"])(
  "bodies whose length is %s are in hand until they are answered, as what is made of them",
  async (length) => {
    const left = defer<void>();
    const [taken, refused]: [unknown[], unknown[]] = [[], []];
    const doors = await openDoors(0, async ({ body }) => {
      try {
        if (length === "said before") taken.push(await body?.read());
        else for await (const piece of body?.stream() ?? []) taken.push(piece);
      } catch (error) {
        refused.push(error);
        return new Response("refused");
      }
      await left.promise;
      return new Response("answered");
    });
    const send = async (): Promise<string> => {
      const body = length === "said before" ? MANY_VALUES : new Blob([MANY_VALUES]).stream();
      const init = { method: "POST", body, duplex: "half" };
      return (await fetch(`http://127.0.0.1:${doors.port}/`, init)).text();
    };
    const first = Array.from({ length: 25 }, send);
    await expect.poll(() => refused.length).toBeGreaterThan(10);
    expect(refused.every((error) => error instanceof Overloaded)).toBe(true);
    left.resolve();
    const answers = await Promise.all(first);
    expect(answers.filter((answer) => answer === "answered").length).toBeGreaterThan(5);
    expect(await send()).toBe("answered");
    await doors.close();
  },
);
