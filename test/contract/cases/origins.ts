import { ADA, APP_ORIGIN } from "#test/support/tenant.ts";
import { ELSEWHERE_ORIGIN } from "#test/contract/seed.ts";
import { accessToken, authorize, control } from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

const readFrom =
  (origin: string) =>
  ({ tenant }: World, { token = "" }: Given) =>
    tenant.fetch(
      new Request(`${tenant.issuer}api/v2/users/${encodeURIComponent(ADA.password)}`, {
        headers: { Authorization: `Bearer ${token}`, Origin: origin },
      }),
    );

/** Which origin reads which application's answers, and what no cache keeps. */
export const ORIGIN_CASES: readonly ContractCase[] = [
  ...[
    [ELSEWHERE_ORIGIN, new RegExp(`^${ELSEWHERE_ORIGIN}$`)] as const,
    [APP_ORIGIN, null] as const,
  ].map(([origin, allowed]): ContractCase => ({
    items: ["E37"],
    title: `an answer to the application elsewhere is ${allowed === null ? "not " : ""}read from ${origin}`,
    given: async (world) => ({ token: await accessToken(world, { client_id: "elsewhere" }) }),
    act: readFrom(origin),
    status: 200,
    rule: "user-read-own",
    headers: { "Access-Control-Allow-Origin": allowed },
  })),
  {
    items: ["E38"],
    title: "an authorization answer is not stored",
    act: (world) => authorize(world),
    status: 302,
    rule: "login-page",
    headers: { "Cache-Control": /^no-store$/, "X-Content-Type-Options": /^nosniff$/ },
  },
  {
    items: ["E38"],
    title: "nor is what the control API says",
    act: (world) => control(world, "GET", "policy"),
    status: 200,
    rule: null,
    headers: { "Cache-Control": /^no-store$/, "X-Content-Type-Options": /^nosniff$/ },
  },
];
