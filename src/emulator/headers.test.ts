import { expect, test } from "vitest";
import { control, send } from "#test/contract/world.ts";
import {
  ada,
  appOrigin,
  callApi,
  clientToken,
  createTestTenant,
  postToken,
} from "#test/support/tenant.ts";
import type { Reachable } from "#test/support/tenant.ts";

type World = ReturnType<typeof createTestTenant>;

/** An answer of each place that makes JSON, successes and refusals. */
const answers: [string, number, (world: World) => Promise<Response>][] = [
  ["discovery", 200, (world) => send(world, "/.well-known/openid-configuration")],
  ["the JWKS", 200, (world) => send(world, "/.well-known/jwks.json")],
  ["a refusal of the token endpoint", 400, ({ tenant }) => postToken(tenant, {})],
  ["a token", 200, ({ tenant }) => clientCredentials(tenant)],
  ["a refusal of /userinfo", 401, (world) => send(world, "/userinfo")],
  ["a refusal of the Management API", 401, ({ tenant }) => callApi(tenant, "GET", "users")],
  [
    "a user",
    200,
    async ({ tenant }) => callApi(tenant, "GET", `users/${ada.github}`, await clientToken(tenant)),
  ],
  ["the control API", 200, (world) => control(world, "GET", "policy")],
  ["a refusal of the control API", 404, (world) => control(world, "GET", "nothing")],
];

function clientCredentials(tenant: Reachable): Promise<Response> {
  return postToken(tenant, {
    grant_type: "client_credentials",
    client_id: "linklab-web",
    client_secret: "linklab-web-secret",
    audience: `${tenant.issuer}api/v2/`,
  });
}

test.each(answers)("%s names its charset, as the recordings do", async (_, status, ask) => {
  const response = await ask(createTestTenant());
  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
});

test("a body that is too large counts as a request and says what is left", async () => {
  const world = createTestTenant({ rateLimit: { burst: 2, perSecond: 1 } });
  const ask = () =>
    send(world, `/api/v2/users/${ada.password}/identities`, {
      method: "POST",
      headers: { Origin: appOrigin, "Content-Type": "application/json" },
      body: "x".repeat(102_401),
    });
  const { status, headers } = await ask();
  expect(status).toBe(413);
  expect(headers.get("X-RateLimit-Limit")).toBe("2");
  expect(headers.get("X-RateLimit-Remaining")).toBe("1");
  expect(headers.get("X-RateLimit-Reset")).toBe(String(world.time.now / 1000 + 1));
  expect([(await ask()).status, (await ask()).status]).toEqual([413, 429]);
});
