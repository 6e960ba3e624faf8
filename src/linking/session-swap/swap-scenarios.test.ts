import { expect, test } from "vitest";
import { SWAP_SCENARIOS } from "./swap-scenarios.ts";
import type { Guard, SwapScenario } from "./swap.ts";

/** What the steps after the logins are planned to send, with these guards. */
function plannedIn(id: SwapScenario["id"], ...guards: readonly Guard[]) {
  const scenario = SWAP_SCENARIOS.find((one) => one.id === id);
  return (scenario?.script(new Set(guards)) ?? [])
    .filter(({ login }) => login === null)
    .flatMap(({ planned }) => planned.map(({ from, actor, path }) => `${from} ${actor} ${path}`));
}

const BY_COOKIE = ["frame null /authorize", "app null /oauth/token"];

test("tokens are renewed by cookie in a hidden frame, or by A's refresh token without one", () => {
  expect(plannedIn("renewal")).toEqual(BY_COOKIE);
  expect(plannedIn("renewal", "refresh-tokens")).toEqual(["app A /oauth/token"]);
});

test("a reload asks by cookie, unless the second client was logged out", () => {
  expect(plannedIn("cancelled")).toEqual(BY_COOKIE);
  expect(plannedIn("log-out", "leave-second")).toEqual(BY_COOKIE);
  expect(plannedIn("log-out")).toEqual([]);
});
