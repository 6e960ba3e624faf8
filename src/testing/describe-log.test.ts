import { expect, test } from "vitest";
import { describeLog } from "./describe-log.ts";
import type { LogEntry } from "./types.ts";

const entry: LogEntry = {
  number: 1,
  at: Date.UTC(2026, 0, 15, 12),
  method: "GET",
  path: "/api/v2/users/auth0%7C5a620d29a840170a9ef43672",
  status: 403,
  rule: "insufficient-scope",
  evidence: "quoted",
  source: "",
};

test("a line has time, request, answer, rule and reason", () => {
  expect(describeLog([{ ...entry, fault: "latency", because: "the scope is missing" }])).toBe(
    "12:00:00.000 GET /api/v2/users/auth0%7C5a620d29a840170a9ef43672 403 insufficient-scope (quoted); " +
      "fault: latency; the scope is missing",
  );
});

test.each([
  ["a JWT", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"],
  ["a code, cookie or opaque token", "a".repeat(32)],
])("what looks like %s is not shown, in a path or a reason", (_, secret) => {
  const line = describeLog([{ ...entry, path: `/userinfo/${secret}`, because: `is ${secret}` }]);
  expect(line).toContain("/userinfo/[redacted] 403");
  expect(line).not.toContain(secret);
});

test("an address steers no terminal and makes no line of its own", () => {
  const line = describeLog([{ ...entry, path: "/x\u001B]0;owned\u0007\n00:00 GET / 200" }]);
  expect(line).not.toMatch(/\p{Cc}/u);
});

test("an empty log says so", () => {
  expect(describeLog([])).toBe("The tenant was asked nothing.");
});
