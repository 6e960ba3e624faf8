// @vitest-environment happy-dom
import type { WebAuth } from "auth0-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { secondaryAuthorization } from "#protocol/authorization.ts";
import { TENANT } from "#test/support/tokens.ts";
import { createImplicitSignIn, type LoadWebAuth } from "./implicit-sign-in.ts";

const REQUEST = secondaryAuthorization(TENANT, "implicit", "http://localhost:5173/callback/popup");
const CLOSED = { original: "User closed the popup window", code: null, description: null };

const authorize = vi.fn<(options: unknown, callback: (error: unknown) => void) => void>();

function FakeWebAuth() {
  return {
    client: { buildAuthorizeUrl: () => "http://localhost:5180/authorize" },
    popup: { preload: () => ({}), authorize },
  };
}

/** An auth0.js whose popup answers as the test says. */
const loadWebAuth: LoadWebAuth = async () => FakeWebAuth as unknown as new () => WebAuth;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

function run() {
  const popup = { close: vi.fn<() => void>() };
  const result = createImplicitSignIn(TENANT, REQUEST, loadWebAuth).runPopup(
    popup as unknown as Window,
    vi.fn(),
  );
  return { popup, result };
}

test("closes a popup after five minutes, and does not say that its reader did", async () => {
  const { popup, result } = run();
  const refusal = expect(result).rejects.toMatchObject({ code: "popup_timeout" });
  await vi.advanceTimersByTimeAsync(299_999);
  expect(popup.close).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(popup.close).toHaveBeenCalledOnce();
  authorize.mock.calls[0]?.[1](CLOSED);
  await refusal;
});

test("says that the reader closed a popup, and leaves its timer behind", async () => {
  authorize.mockImplementation((_options, callback) => callback(CLOSED));
  const { popup, result } = run();
  await expect(result).rejects.toMatchObject({ code: "popup_closed" });
  expect(vi.getTimerCount()).toBe(0);
  expect(popup.close).not.toHaveBeenCalled();
});

test("forgets logins that were not answered, and no cookie of anybody else", async () => {
  document.cookie = "com.auth0.auth.st-Ate_1=%7B%22nonce%22%3A%22n%22%7D; path=/";
  document.cookie = "com.auth0.auth.other=%7B%7D; path=/";
  document.cookie = "com.example=1; path=/";
  await createImplicitSignIn(TENANT, REQUEST, loadWebAuth).forget();
  expect(document.cookie).toBe("com.example=1");
});
