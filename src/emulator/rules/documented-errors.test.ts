import { describe, expect, test, vi } from "vitest";
import {
  accessToken,
  idToken,
  link,
  mint,
  readUser,
  tampered,
  unlink,
} from "#test/contract/world.ts";
import { decisions } from "./decisions.ts";
import type { Decision } from "./decisions.ts";
import { documentedErrors } from "./documented-errors.ts";
import type { DocumentedEndpoint } from "./documented-errors.ts";
import { renderDocsPage } from "#scripts/tenant-page.ts";
import { allRules } from "./tables.ts";
import type { ApiRuleId } from "./tables.ts";
import { apiRules } from "./management.ts";
import { ada, callApi, clientToken, createTestTenant, linkScope } from "#test/support/tenant.ts";

// Real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

type World = ReturnType<typeof createTestTenant>;
type Send = (world: World, token: string, id: string) => Promise<Response>;

const scope = `${linkScope} update:current_user_metadata`;
const own = encodeURIComponent(ada.password);

/** A request to each endpoint that nothing is wrong with. */
const requests: Record<DocumentedEndpoint, Send> = {
  "POST identities": async (world, token, id) =>
    link(world, token, { link_with: await idToken(world) }, id),
  "DELETE identities": (world, token, id) => unlink(world, token, "github/1815121", id),
  "GET user": (world, token, id) => readUser(world, token, id),
  "PATCH user": ({ tenant }, token, id) =>
    callApi(tenant, "PATCH", `users/${id}`, token, { user_metadata: { theme: "dark" } }),
};

/** What makes every endpoint refuse. */
const everywhere: Partial<Record<ApiRuleId, (world: World, send: Send) => Promise<Response>>> = {
  "user-id-format": async (world, send) => send(world, await accessToken(world, { scope }), "ada"),
  "token-invalid": async (world, send) =>
    send(world, await idToken(world, { user_id: ada.password }), own),
  "token-signature": async (world, send) => send(world, tampered(await accessToken(world)), own),
  "scope-insufficient": async (world, send) =>
    send(world, await accessToken(world, { scope: "openid" }), own),
  "subject-mismatch": async (world, send) =>
    send(world, await accessToken(world, { scope }), encodeURIComponent(ada.github)),
  "rate-limit": async (world, send) => {
    const token = await accessToken(world, { scope });
    for (let count = 0; count < 50; count += 1) await readUser(world, token);
    return send(world, token, own);
  },
};

const withToken =
  (make: (world: World) => Promise<string>) =>
  async (world: World): Promise<Response> =>
    link(world, await accessToken(world), { link_with: await make(world) });
const withClaims = (claims: object) => withToken((world) => idToken(world, { claims }));

/** What makes one endpoint refuse. */
const there: Partial<Record<ApiRuleId, (world: World) => Promise<Response>>> = {
  "body-invalid": async (world) => link(world, await accessToken(world), { surprise: 1 }),
  "query-invalid": async (world) => readUser(world, await accessToken(world), `${own}?surprise=1`),
  "connection-unknown": async (world) =>
    link(world, await clientToken(world.tenant), { provider: "twitter", user_id: "1" }),
  "link-same-identity": withToken((world) => idToken(world, { user_id: ada.password })),
  "link-with-invalid": withToken(async (world) => tampered(await idToken(world))),
  "link-with-audience": withClaims({ aud: "nobody" }),
  "link-with-no-subject": withClaims({ sub: null }),
  "link-with-subject": withClaims({ sub: "ada" }),
  "link-with-algorithm": withToken((world) => idToken(world, { algorithm: "HS256" })),
  "link-with-issuer": withClaims({ iss: "http://localhost:9/" }),
  "link-with-azp": withToken((world) => idToken(world, { client_id: "linklab-other" })),
  "link-identity-unknown": async (world) =>
    link(world, await clientToken(world.tenant), { provider: "github", user_id: "0" }),
  "link-secondary-unknown": withClaims({ sub: "github|0" }),
  "unlink-main": async (world) =>
    unlink(world, await accessToken(world), ada.password.replace("|", "/")),
  "user-unknown": async (world) =>
    readUser(world, await clientToken(world.tenant), encodeURIComponent("auth0|0")),
  "link-exists": async (world) => {
    const [token, link_with] = [await accessToken(world), await idToken(world)];
    await link(world, token, { link_with });
    return link(world, token, { link_with });
  },
};

const known = documentedErrors.flatMap(({ endpoints, rule }) =>
  rule === undefined ? [] : endpoints.map((endpoint) => [endpoint, rule] as const),
);

describe("documented errors", () => {
  test.each(known)("%s refuses by %s", async (endpoint, rule) => {
    const world = createTestTenant();
    const act = there[rule] ?? ((here: World) => everywhere[rule]?.(here, requests[endpoint]));
    const response = await act(world);
    expect(response?.status).toBe(apiRules[rule].status);
    expect(world.log.at(-1)?.rule).toBe(rule);
  });

  test("of each endpoint, nothing is wrong with the request itself", async () => {
    const world = createTestTenant();
    const client = await clientToken(world.tenant);
    await link(world, client, { provider: "github", user_id: "1815121" });
    const token = await mint(world, { kind: "access_token", user_id: ada.password, scope });
    for (const send of Object.values(requests))
      expect((await send(world, token, own)).status).toBeLessThan(300);
  });

  test.each(documentedErrors)("$status $text: rule, or why there is none", (error) => {
    const rule = error.rule === undefined ? undefined : apiRules[error.rule];
    if (rule !== undefined) expect(rule.status).toBe(error.status);
    const isVerbatim = rule?.message.replace(/\.$/, "") === error.text.replace(/\.$/, "");
    expect(isVerbatim || error.note !== undefined).toBe(true);
  });

  test("without a known cause are listed as unknown", () => {
    const [, unknown = ""] = renderDocsPage().split("whose cause is unknown");
    for (const { rule, text } of documentedErrors)
      if (rule === undefined) expect(unknown).toContain(`\`${text}\``);
  });
});

describe("decisions between sources", () => {
  test.each(Object.entries<Decision>(decisions))(
    "%s names both sides and where it holds",
    (id, one) => {
      expect(one.sources.length).toBeGreaterThan(1);
      expect(one.rules.length).toBeGreaterThan(0);
      for (const rule of one.rules) expect(allRules).toHaveProperty(rule);
      const row = renderDocsPage()
        .split("\n")
        .find((line) => line.startsWith(`| \`${id}\` `));
      for (const part of [one.topic, one.decision, one.evidence, one.holds, ...one.sources])
        expect(row).toContain(part);
    },
  );

  test("are the seven that the sources leave open", () => {
    expect(Object.keys(decisions)).toHaveLength(7);
  });
});
