import { expect, test, vi } from "vitest";
import { listen, startOn } from "./listen.ts";

test("a door answers 503 until it is open, on every loopback address", async () => {
  const door = await listen(0);
  try {
    expect((await fetch(door.origin)).status).toBe(503);
    door.open(() => new Response("open"));
    for (const host of ["localhost", "127.0.0.1"]) {
      const response = await fetch(door.origin.replace("localhost", host));
      expect(await response.text()).toBe("open");
    }
  } finally {
    await door.close();
  }
  await expect(fetch(door.origin)).rejects.toThrow();
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
