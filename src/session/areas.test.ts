import { expect, test } from "vitest";
import { openArea } from "./areas.ts";
import { createMemoryArea } from "#test/support/session.ts";

function shut(): never {
  throw new DOMException("The operation is insecure.", "SecurityError");
}

test("is the browser's own store where it is open", () => {
  const store = createMemoryArea();
  expect(openArea(() => store)).toBe(store);
});

test.each([
  ["cannot be had", shut],
  ["cannot be read", () => Object.assign(createMemoryArea(), { getItem: shut })],
])("remembers for this page alone where the browser's store %s", (_, open) => {
  const area = openArea(open);
  expect(area.getItem("a")).toBeNull();
  area.setItem("a", "1");
  area.setItem("b", "2");
  expect([area.getItem("a"), area.getItem("b")]).toEqual(["1", "2"]);
  area.removeItem("a");
  expect([area.getItem("a"), area.getItem("b")]).toEqual([null, "2"]);
  area.clear();
  expect(area.getItem("b")).toBeNull();
  expect(openArea(open).getItem("b")).toBeNull();
});
