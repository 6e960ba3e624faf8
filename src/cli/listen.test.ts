import { once } from "node:events";
import { request } from "node:http";
import { json } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { listen, startOn } from "./listen.ts";

test("what comes before a door is open waits, on every loopback address", async () => {
  const door = await listen(0);
  try {
    const early = fetch(door.origin);
    door.open(() => new Response("open"));
    expect(await (await early).text()).toBe("open");
    for (const host of ["localhost", "127.0.0.1"]) {
      const response = await fetch(door.origin.replace("localhost", host));
      expect(await response.text()).toBe("open");
    }
  } finally {
    await door.close();
  }
  await expect(fetch(door.origin)).rejects.toThrow();
});

test.each([
  ["evil.example", "host"],
  ["xn--localhost", "target"],
  ["named.example", undefined],
  ["localhost", undefined],
])("who calls it %s is kept out by: %s", async (name, by) => {
  const door = await listen(0, ["named.example"]);
  door.open(({ refused }) => Response.json({ by: refused?.by }));
  const outgoing = request({
    host: "127.0.0.1",
    port: new URL(door.origin).port,
    headers: { Host: name },
  }).end();
  const [incoming] = await once(outgoing, "response");
  expect(await json(incoming)).toEqual(by === undefined ? {} : { by });
  await door.close();
});

test("a taken port is explained in one line that names the flag", async () => {
  const door = await listen(0);
  const port = Number(new URL(door.origin).port);
  try {
    await expect(startOn(port, "--port", listen)).rejects.toThrow(
      `Port ${port} is taken. Choose another with --port.`,
    );
  } finally {
    await door.close();
  }
});

test("any free port is tried again, but not for ever", async () => {
  const taken = Object.assign(new Error("taken"), { code: "EADDRINUSE" });
  const start = vi.fn<(port: number) => Promise<string>>();
  start.mockRejectedValueOnce(taken).mockResolvedValueOnce("started");
  expect(await startOn(0, "--port", start)).toBe("started");
  start.mockReset().mockRejectedValue(taken);
  await expect(startOn(0, "--port", start)).rejects.toThrow("Port 0 is taken.");
  expect(start).toHaveBeenCalledTimes(5);
});
