import * as fc from "fast-check";
import { expect, test } from "vitest";
import { retryAt } from "./retry.ts";

const NOW = Date.UTC(2026, 10, 25, 12, 0, 0);
const SECONDS = NOW / 1000;

const at = (headers: Record<string, string>) => retryAt(new Headers(headers), NOW);

test.each([
  [{ "Retry-After": "2" }, 2000],
  [{ "Retry-After": " 0 " }, 0],
  [{ "Retry-After": "Wed, 25 Nov 2026 12:00:30 GMT" }, 30_000],
  [{ "X-RateLimit-Reset": String(SECONDS + 5) }, 5000],
  [{ "Retry-After": "2", "X-RateLimit-Reset": String(SECONDS + 60) }, 2000],
  [{ "Retry-After": "soon", "X-RateLimit-Reset": String(SECONDS + 5) }, 5000],
])("%j waits %i ms", (headers, wait) => {
  expect(at(headers)).toBe(NOW + wait);
});

test.each([
  [{ "Retry-After": "Wed, 25 Nov 2026 11:00:00 GMT" }],
  [{ "X-RateLimit-Reset": String(SECONDS - 60) }],
])("%j is over already", (headers) => {
  expect(at(headers)).toBe(NOW);
});

test.each([
  [{}],
  [{ "Retry-After": "" }],
  [{ "Retry-After": "-1" }],
  [{ "Retry-After": "1.5" }],
  [{ "Retry-After": "1e3" }],
  [{ "Retry-After": "2026-11-25" }],
  [{ "Retry-After": "Wed, 99 Nov 2026 12:00:30 GMT" }],
  [{ "Retry-After": "9".repeat(400) }],
  [{ "X-RateLimit-Reset": "9".repeat(40) }],
])("%j says nothing", (headers) => {
  expect(at(headers)).toBeNull();
});

test("gives a moment that a clock can show, whatever the headers hold", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (after, reset) => {
      const headers = { get: (name: string) => (name === "Retry-After" ? after : reset) };
      const moment = retryAt(headers, NOW);
      expect(moment === null || (moment >= NOW && !Number.isNaN(new Date(moment).getTime()))).toBe(
        true,
      );
    }),
  );
});
