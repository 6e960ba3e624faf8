import { expect, test, vi } from "vitest";
import { ADA, clientToken, createTestTenant } from "#test/support/tenant.ts";
import { accessToken, control, idToken, link } from "#test/contract/world.ts";
import { fillRequest } from "#protocol/named-request.ts";
import { TENANT } from "#test/support/tokens.ts";
import { buildUseCaseRequest } from "#linking/use-cases/cells.ts";
import type { Exchange } from "#linking/use-cases/exchange.ts";
import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import { outcomeOf } from "#linking/use-cases/outcome.ts";
import {
  USE_CASES,
  type LinkingScope,
  type PolicyName,
  type UseCase,
} from "#linking/use-cases/use-cases.ts";

// Real keys and signatures, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const B = { provider: "google-oauth2", user_id: ADA.google.split("|")[1] ?? "" };

const CELLS = Object.values(USE_CASES).flatMap((row) =>
  (["before-2018", "today"] as const).flatMap((policy) =>
    row.expected[policy].kind === "answer"
      ? (row.scopes.length === 0 ? [null] : row.scopes).map((scope) => ({ row, policy, scope }))
      : [],
  ),
);

type World = Pick<ReturnType<typeof createTestTenant>, "tenant">;

async function bearerOf(world: World, scope: LinkingScope | null): Promise<string> {
  if (scope === null) return idToken(world, { user_id: ADA.password });
  if (scope === "update:users") return clientToken(world.tenant, "linklab-web");
  return accessToken(world, { scope });
}

/** Sends the request of a use case, as its row says. */
async function send(world: World, row: UseCase, scope: LinkingScope | null): Promise<Exchange> {
  const clientId = scope === "update:users" ? { client_id: "linklab-web" } : {};
  const { url, ...request } = fillRequest(
    buildUseCaseRequest(TENANT, row.number, {
      userId: ADA.password,
      bearer: await bearerOf(world, scope),
      linkWith: await idToken(world, clientId),
      identity: B,
    }),
  );
  const response = await world.tenant.fetch(new Request(url, request));
  const { status } = response;
  const { library } = row;
  return { url, ...request, library, status, responseBody: await response.text() };
}

async function play(row: UseCase, policy: PolicyName, scope: LinkingScope | null) {
  const world = createTestTenant();
  if (row.method === "DELETE") await link(world, await bearerOf(world, "update:users"), B);
  await control(world, "PUT", "policy", { policy });
  return send(world, row, scope);
}

test.each(CELLS)(
  "the emulated tenant answers use case $row.number as expected, $policy, $scope",
  async ({ row, policy, scope }) => {
    const exchange = await play(row, policy, scope);
    expect(outcomeOf(row.number, policy, exchange).differences).toEqual([]);
    expect(judgeExchange(exchange)).toMatchObject({ useCase: row.number, basis: "seen" });
  },
);
