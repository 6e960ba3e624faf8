import { expect, test, vi } from "vitest";
import { fetchAfter } from "./fetch-after.ts";

const ANSWER = new Response();
const URL = "https://tenant.example/";

function createGate() {
  const ends: { open: () => void; fail: (reason: Error) => void }[] = [];
  const ready = new Promise<void>((open, fail) => void ends.push({ open, fail }));
  const send = vi.fn<typeof fetch>(() => Promise.resolve(ANSWER));
  return { ...ends[0]!, send, fetch: fetchAfter(ready, send) };
}

test("sends nothing before it is ready, then what was asked", async () => {
  const { open, send, fetch } = createGate();
  const answer = fetch(URL, { method: "POST" });
  await Promise.resolve();
  expect(send).not.toHaveBeenCalled();
  open();
  expect(await answer).toBe(ANSWER);
  expect(send).toHaveBeenCalledExactlyOnceWith(URL, { method: "POST" });
});

test("sends at once when it is ready", async () => {
  const { open, send, fetch } = createGate();
  open();
  await fetch(URL);
  void fetch(URL);
  expect(send).toHaveBeenCalledTimes(2);
});

test("what will never be ready holds nothing up", async () => {
  const { fail, fetch } = createGate();
  fail(new Error("no worker"));
  expect(await fetch(URL)).toBe(ANSWER);
});

test("a request that is made already keeps its body", async () => {
  const { open, send, fetch } = createGate();
  const answer = fetch(new Request(URL, { method: "POST", body: "a=1" }));
  open();
  await answer;
  const [sent] = send.mock.calls[0] ?? [];
  expect(sent instanceof Request && (await sent.text())).toBe("a=1");
});

type Asked = Parameters<typeof fetch>;

test.each([
  ["its options", (signal: AbortSignal): Asked => [URL, { signal }]],
  ["its request", (signal: AbortSignal): Asked => [new Request(URL, { signal })]],
])("an abort by %s ends the wait, and nothing is sent", async (_, ask) => {
  const { open, send, fetch } = createGate();
  const stop = new AbortController();
  const answer = fetch(...ask(stop.signal));
  stop.abort(new Error("stopped"));
  await expect(answer).rejects.toThrow("stopped");
  await expect(fetch(...ask(AbortSignal.abort(new Error("before"))))).rejects.toThrow("before");
  open();
  await Promise.resolve();
  expect(send).not.toHaveBeenCalled();
});
