import { expect, test } from "vitest";
import { readCookies } from "./cookies.ts";

const read = (...lines: string[]) => readCookies(lines, "localhost", 1_000_000);

test("a cookie has its value as it is, its attributes, and its end in seconds", () => {
  expect(read("a=b=c; Path=/x; Max-Age=60; HttpOnly; Secure; SameSite=None")).toEqual([
    {
      name: "a",
      value: "b=c",
      domain: "localhost",
      path: "/x",
      expires: 1060,
      httpOnly: true,
      secure: true,
      sameSite: "None",
    },
  ]);
});

test("without attributes it is for every path, and lax", () => {
  expect(read("a=b; max-age=1")).toEqual([
    expect.objectContaining({ path: "/", httpOnly: false, secure: false, sameSite: "Lax" }),
  ]);
});

test("one that is taken away is none", () => {
  expect(read("a=; Max-Age=0; Path=/", "b=c; Max-Age=9")).toEqual([
    expect.objectContaining({ name: "b" }),
  ]);
});
