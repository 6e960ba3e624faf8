import { expect, test } from "vitest";
import { FEATURES } from "#session/config.ts";
import { doorsOf, isBehind, isShut } from "./doors.ts";

test("every part that can be left out, but a tenant of one's own, has a door", () => {
  const features = doorsOf(true).flatMap(({ feature }) => feature ?? []);
  expect([...features, "own-tenant"].toSorted()).toEqual(FEATURES.toSorted());
});

test("what is left out is shut with all that lies behind its door", () => {
  const shut = doorsOf(true).filter((door) => isShut(door, ["labs", "own-tenant"]));
  expect(shut.map(({ label }) => label)).toEqual(["Labs"]);
  const isShutAt = (path: string) => shut.some((door) => isBehind(door, path));
  expect(["/labs/attack", "/labs", "/learn/tenant", "/"].map(isShutAt)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
