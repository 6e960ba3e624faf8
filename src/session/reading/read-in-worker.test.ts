import { expect, test } from "vitest";
import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import type { Found, Place } from "#reader/found.ts";
import type { ReadingMessage, ReadingRequest } from "./messages.ts";
import { readInWorker, type StartWorker } from "./read-in-worker.ts";

const PLACE: Place = { start: 0, end: 4, line: 1, layers: [] };
const link: Found = { kind: "request", form: "har", place: PLACE, exchange: {}, parts: [] };
const code: Found = { kind: "other", what: "authorization-code", place: PLACE, name: null };
const judgement = judgeExchange({});

/** A worker that tells what a test lets it tell. */
function createFake() {
  const asked: ReadingRequest[] = [];
  const workers: ((message: ReadingMessage) => void)[] = [];
  let ended = 0;
  const startWorker: StartWorker = (request, tell) => {
    asked.push(request);
    workers.push(tell);
    return () => {
      ended += 1;
    };
  };
  const tell = (message: ReadingMessage) => workers.at(-1)?.(message);
  return { asked, startWorker, tell, ended: () => ended };
}

test("gives what the worker read, tells how far it is, and ends it", async () => {
  const { startWorker, asked, tell, ended } = createFake();
  const told: (readonly [number, number])[] = [];
  const reading = readInWorker("text", {
    startWorker,
    onProgress: (done, total) => told.push([done, total]),
  });
  tell({ kind: "progress", done: 1, total: 2 });
  tell({ kind: "part", found: [link], judgements: [judgement] });
  tell({ kind: "part", found: [code, link], judgements: [judgement] });
  tell({ kind: "done", unread: [{ reason: "truncated", place: PLACE }] });
  expect(await reading).toEqual({
    reading: {
      found: [link, code, link],
      unread: [{ reason: "truncated", place: PLACE }],
    },
    judgements: [judgement, judgement],
  });
  expect([asked, told, ended()]).toEqual([[{ input: "text" }], [[1, 2]], 1]);
});

test("an abort ends the worker wherever it is", async () => {
  const { startWorker, ended } = createFake();
  const stop = new AbortController();
  const reading = readInWorker("text", { startWorker, signal: stop.signal });
  stop.abort(new Error("stopped"));
  await expect(reading).rejects.toThrow("stopped");
  expect(ended()).toBe(1);
});

test("after an abort no worker is started", async () => {
  const { startWorker, asked } = createFake();
  const signal = AbortSignal.abort(new Error("stopped"));
  await expect(readInWorker("text", { startWorker, signal })).rejects.toThrow("stopped");
  expect(asked).toEqual([]);
});

test("a worker that fails is ended, and its reason given", async () => {
  const { startWorker, tell, ended } = createFake();
  const reading = readInWorker("text", { startWorker });
  tell({ kind: "failed", message: "no memory" });
  await expect(reading).rejects.toThrow("no memory");
  expect(ended()).toBe(1);
});
