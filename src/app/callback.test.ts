// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { takeCallback } from "./callback.ts";

beforeEach(() => window.history.replaceState(null, "", "/"));

function enter(address: string): string | null {
  window.history.replaceState(null, "", address);
  return takeCallback(window.location.pathname);
}

test.each([
  "/#access_token=a&id_token=b&state=s",
  "/?code=c&state=s",
  "/auth/callback#id_token=b",
  "/auth/callback?code=c&state=s",
  "/learn/link?language=curl#error=access_denied&state=s",
  "/tenant?error=login_required&state=s",
])("no answer stays in the address of %s, which is none to read there", (address) => {
  expect(enter(address)).toBeNull();
  expect(window.location.search + window.location.hash).toBe("");
  expect(address.startsWith(window.location.pathname)).toBe(true);
});

test.each(["/callback?code=c&state=s", "/callback/popup#id_token=b", "/callback"])(
  "%s is taken to be read, and leaves the address",
  (address) => {
    expect(enter(address)).toContain(address);
    expect(window.location.search + window.location.hash).toBe("");
  },
);

test.each([
  "/",
  "/#main",
  "/errors?search=code",
  "/learn/link?language=curl&code=1#main",
  "/authorize?response_type=code&state=s",
  "/?error=1",
])("%s is no answer, and stays", (address) => {
  expect(enter(address)).toBeNull();
  const { pathname, search, hash } = window.location;
  expect(pathname + search + hash).toBe(address);
});
