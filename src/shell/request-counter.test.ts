import { expect, test, vi } from "vitest";
import { describeTenant } from "#protocol/tenant.ts";
import { createRequestCounter, promiseOf, type TrafficPorts } from "./request-counter.ts";

const LOCAL = describeTenant("http://localhost:5180", "client");
const REAL = describeTenant("example.eu.auth0.com", "client");
const OWN = "http://localhost:5173/assets/index.js";

function count(tenant: typeof LOCAL, ...batches: string[][]) {
  const onRequests = vi.fn<TrafficPorts["onRequests"]>();
  const onStopped = vi.fn<TrafficPorts["onStopped"]>();
  const counter = createRequestCounter({ onRequests, onStopped }, "localhost:5173", tenant);
  const report = (urls: readonly string[]) => onRequests.mock.lastCall?.[0](urls);
  const stop = () => onStopped.mock.lastCall?.[0]();
  for (const urls of batches) report(urls);
  return { counter, report, stop };
}

test.each([
  ["its own files", LOCAL, [OWN], { tenant: 0, others: 0 }],
  ["a tenant on this computer", LOCAL, ["http://localhost:5180/x"], { tenant: 1, others: 0 }],
  ["this computer by number", LOCAL, ["http://127.0.0.1:9/", "http://[::1]:9/"], { others: 0 }],
  ["a foreign host", LOCAL, ["https://evil.example/?localhost"], { tenant: 0, others: 1 }],
  ["a look-alike", LOCAL, ["https://localhost.evil.example/"], { others: 1 }],
  ["data", LOCAL, ["data:text/plain,x", "blob:http://localhost:5173/1"], { others: 0 }],
  ["a real tenant", REAL, ["https://example.eu.auth0.com/x", OWN], { tenant: 1, others: 0 }],
  ["this computer, with a real tenant", REAL, ["http://localhost:9/"], { tenant: 0, others: 1 }],
])("counts %s", (_, tenant, urls, expected) => {
  expect(count(tenant, urls).counter.counts()).toMatchObject(expected);
});

test("goes on counting, and tells of it", () => {
  const { counter, report, stop } = count(LOCAL, ["https://one.example/"]);
  const listener = vi.fn<() => void>();
  const end = counter.subscribe(listener);
  report(["https://two.example/", "https://two.example/"]);
  stop();
  expect(counter.counts()).toEqual({ tenant: 0, others: 3, stopped: 1 });
  report([OWN]);
  expect(listener).toHaveBeenCalledTimes(2);
  end();
  stop();
  expect(listener).toHaveBeenCalledTimes(2);
});

test.each([
  [LOCAL, { tenant: 5, others: 0, stopped: 0 }, "requests to other hosts: 0"],
  [LOCAL, { tenant: 5, others: 0, stopped: 2 }, "requests to other hosts: 0 (2 more stopped)"],
  [REAL, { tenant: 12, others: 0, stopped: 0 }, "real requests, to example.eu.auth0.com only: 12"],
  [
    REAL,
    { tenant: 12, others: 1, stopped: 0 },
    "real requests to example.eu.auth0.com: 12, requests to other hosts: 1",
  ],
])("promises what was counted: %#", (tenant, counts, promise) => {
  expect(promiseOf(counts, tenant)).toBe(promise);
});
