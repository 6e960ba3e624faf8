import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AnswerHeaders } from "#emulator/messages/answer-headers.ts";
import { LightResponse } from "#emulator/messages/light-response.ts";
import { Overloaded } from "#emulator/lanes.ts";
import { openDoors } from "./connections.ts";
import { createTurns, createWait } from "./turns.ts";

const LONG = 600_000;

/** Turns at a place that was answered at length, in the order in which they are asked for. */
function createPlace(path = "/users/a%7C1") {
  const turns = createTurns();
  turns.of("GET", path, () => undefined).end(LONG);
  const log: string[] = [];
  const ask = (name: string, target = path, method = "GET") => {
    const turn = turns.of(method, target, () => log.push(`${name} gives back`));
    Promise.resolve(turn.come()).then(
      () => log.push(name),
      (error: unknown) =>
        log.push(`${name} is ${error instanceof Overloaded ? "refused" : "lost"}`),
    );
    return turn;
  };
  /** What began since it was last asked for. */
  const begun = async () => {
    await vi.advanceTimersByTimeAsync(1);
    return log.splice(0);
  };
  return { turns, ask, begun };
}

describe("turns", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("what was short so far begins at once, beside others", async () => {
    const { ask, begun } = createPlace();
    ask("long");
    for (const [name, path, method] of [
      ["one", "/keys"],
      ["other", "/keys"],
      ["of another method", "/users/a%7C1", "POST"],
    ] as const)
      ask(name, path, method).end(1000);
    expect(await begun()).toEqual(["long", "one", "other", "of another method"]);
  });

  test("what was long begins when the one before is over, the newest and the oldest by turns", async () => {
    const { ask, begun } = createPlace();
    const turns = ["1", "2", "3", "4", "5"].map((name) => ask(name));
    const order = await begun();
    for (let count = 1; count < turns.length; count += 1) {
      turns[Number(order.at(-1)) - 1]?.end(LONG);
      order.push(...(await begun()));
    }
    expect(order).toEqual(["1", "5", "2", "4", "3"]);
  });

  test("nobody waits for one that is over before it began", async () => {
    const { turns, ask, begun } = createPlace();
    const first = ask("first");
    ask("second");
    ask("refused").end(0);
    first.end(LONG);
    expect(await begun()).toEqual(["first", "refused", "second"]);
    const late = turns.of("GET", "/users/a|1", () => undefined);
    late.end(0);
    expect(late.come()).toBe(undefined);
  });

  test.each([
    "/users/a%7c1",
    "/users/a|1?x=y",
    "/x/../users/%61%7C1",
    "http://localhost/users/a|1",
  ])("%s is the same place", async (spelled) => {
    const { ask, begun } = createPlace();
    ask("first");
    ask("second", spelled);
    expect(await begun()).toEqual(["first"]);
  });

  test("a name that is badly encoded in part is one place, however the rest is spelled", async () => {
    const { ask, begun } = createPlace("/users/aa%ff");
    ask("first");
    ask("second", "/users/%61a%ff");
    ask("other", "/users/%62a%ff");
    expect(await begun()).toEqual(["first", "other"]);
  });

  test("HEAD, whose answer tells no length, waits for its turn wherever it goes", async () => {
    const { ask, begun } = createPlace();
    const first = ask("first", "/keys", "HEAD");
    ask("second", "/keys", "HEAD");
    expect(await begun()).toEqual(["first"]);
    first.end(0);
    expect(await begun()).toEqual(["second"]);
  });

  test("who takes long to be answered keeps the next waiting for a moment only", async () => {
    const { ask, begun } = createPlace();
    ask("delayed");
    ask("next");
    expect(await begun()).toEqual(["delayed"]);
    await vi.advanceTimersByTimeAsync(500); // half of it is for others
    expect(await begun()).toEqual(["next"]);
  });

  test("what was long is expected to be so for a while", async () => {
    const { ask, begun } = createPlace();
    await vi.advanceTimersByTimeAsync(10_000);
    ask("first");
    ask("second");
    expect(await begun()).toEqual(["first", "second"]);
  });

  test("where there is no room, the oldest is refused, once it gave back what it held", async () => {
    const { turns, ask, begun } = createPlace();
    for (const name of ["first", "second", "third"]) ask(name);
    expect(await begun()).toEqual(["first"]);
    expect(turns.giveUpOldest()).toBe(true);
    expect(await begun()).toEqual(["second gives back", "second is refused"]);
    expect([turns.giveUpOldest(), turns.giveUpOldest()]).toEqual([true, false]);
  });

  test("a thousand wait, and one more takes the place of the oldest", async () => {
    const { ask, begun } = createPlace();
    for (let index = 0; index <= 1000; index += 1) ask(`${index}`);
    expect(await begun()).toEqual(["0"]);
    ask("newest");
    expect(await begun()).toEqual(["1 gives back", "1 is refused"]);
  });
});

/** Keeps the processor busy, as what is made for an answer does. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test("who waited for one moment goes on one at a time, and others between", async () => {
  const wait = createWait();
  let done = 0;
  const all = Array.from({ length: 200 }, async () => {
    await wait(1);
    work(2);
    done += 1;
  });
  await expect.poll(() => done, { interval: 1 }).toBeGreaterThan(0);
  expect(done).toBeLessThan(150);
  await Promise.all(all);
});

/** Sends it five times on each of a hundred connections. */
function gatherCrowd(port: number, request: string) {
  const sockets = Array.from({ length: 100 }, () =>
    connect(port, "127.0.0.1").on("error", () => undefined),
  );
  for (const socket of sockets) socket.write(request.repeat(5));
  return { leave: () => sockets.forEach((socket) => socket.destroy()) };
}

test("who comes behind a crowd whose answers are short, but take long, is served before it", async () => {
  let begun = 0;
  const doors = await openDoors(0, async ({ target }) => {
    if (target !== "/slow") return new Response("short");
    begun += 1;
    work(10);
    return new LightResponse("{}", 200, new AnswerHeaders());
  });
  const crowd = gatherCrowd(doors.port, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await expect.poll(() => begun).toBeGreaterThan(0);
  expect(await (await fetch(`http://127.0.0.1:${doors.port}/short`)).text()).toBe("short");
  expect(begun).toBeLessThan(400); // of five hundred
  crowd.leave();
  await doors.close();
});

test.each(["GET", "POST"])(
  "%s: who comes behind a crowd of long answers is served",
  async (method) => {
    let isFirst = true;
    let begun = 0;
    const doors = await openDoors(0, async ({ target, body }) => {
      await body?.read();
      if (target !== "/long") return new Response("short");
      begun += 1;
      if (!isFirst) await new Promise(() => undefined);
      isFirst = false;
      return new LightResponse("x".repeat(LONG), 200, new AnswerHeaders());
    });
    const ask = async (path: string, init = {}) =>
      (await fetch(`http://127.0.0.1:${doors.port}${path}`, init)).text();
    const body = method === "GET" ? null : "{}";
    expect(await ask("/long", { method, body })).toHaveLength(LONG);
    const length = body === null ? "" : `Content-Length: ${body.length}\r\n`;
    const request = `${method} /long HTTP/1.1\r\nHost: localhost\r\n${length}\r\n${body ?? ""}`;
    const crowd = gatherCrowd(doors.port, request);
    await expect.poll(() => begun).toBeGreaterThan(1);
    expect(await ask("/short")).toBe("short");
    expect(begun).toBeLessThan(400); // one each quarter of a second, of five hundred
    crowd.leave();
    await doors.close();
  },
);
