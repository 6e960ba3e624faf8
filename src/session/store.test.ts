import { expect, test, vi } from "vitest";
import { createStore } from "./store.ts";

test("has what was set last, and has it before it tells of it", () => {
  const store = createStore(1);
  const seen: number[] = [];
  store.subscribe(() => seen.push(store.get()));
  expect(store.get()).toBe(1);
  store.set(2);
  expect(seen).toEqual([2]);
});

test("tells each of its listeners until it leaves", () => {
  const store = createStore("a");
  const [stays, leaves] = [vi.fn<() => void>(), vi.fn<() => void>()];
  store.subscribe(stays);
  const leave = store.subscribe(leaves);
  store.set("b");
  leave();
  store.set("c");
  expect(stays).toHaveBeenCalledTimes(2);
  expect(leaves).toHaveBeenCalledOnce();
});
