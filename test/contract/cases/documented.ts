import { DOCUMENTED_ERRORS } from "#emulator/rules/documented-errors.ts";
import type { DocumentedEndpoint } from "#emulator/rules/documented-errors.ts";
import type { ApiRuleId } from "#emulator/rules/tables.ts";
import { ADA, callApi, clientToken, LINK_SCOPE } from "#test/support/tenant.ts";
import {
  accessToken,
  control,
  idToken,
  link,
  readUser,
  tampered,
  unlink,
} from "#test/contract/world.ts";
import type { ContractCase, World } from "#test/contract/world.ts";

type Send = (world: World, token: string, id: string) => Promise<Response>;

const SCOPE = `${LINK_SCOPE} update:current_user_metadata`;
const own = encodeURIComponent(ADA.password);

/** A request to each endpoint that nothing is wrong with, and what decides it. */
const REQUESTS = {
  "POST identities": [
    async (world, token, id) => link(world, token, { link_with: await idToken(world) }, id),
    201,
    "identity-linked",
  ],
  "DELETE identities": [
    (world, token, id) => unlink(world, token, "github/1815121", id),
    200,
    "identity-unlinked",
  ],
  "GET user": [(world, token, id) => readUser(world, token, id), 200, "user-read-own"],
  "PATCH user": [
    ({ tenant }, token, id) =>
      callApi(tenant, "PATCH", `users/${id}`, token, { user_metadata: { theme: "dark" } }),
    200,
    "user-updated",
  ],
} as const satisfies Record<DocumentedEndpoint, [Send, number, ContractCase["rule"]]>;

/** What makes every endpoint refuse. */
const everywhere: Partial<Record<ApiRuleId, (world: World, send: Send) => Promise<Response>>> = {
  "user-id-format": async (world, send) =>
    send(world, await accessToken(world, { scope: SCOPE }), "ada"),
  "token-invalid": async (world, send) =>
    send(world, await idToken(world, { user_id: ADA.password }), own),
  "token-signature": async (world, send) => send(world, tampered(await accessToken(world)), own),
  "scope-insufficient": async (world, send) =>
    send(world, await accessToken(world, { scope: "openid" }), own),
  "subject-mismatch": async (world, send) =>
    send(world, await accessToken(world, { scope: SCOPE }), encodeURIComponent(ADA.github)),
  "rate-limit": async (world, send) => {
    const token = await accessToken(world, { scope: SCOPE });
    await control(world, "PUT", "clock", { freeze: true });
    await control(world, "PUT", "rate-limit", { burst: 1, per_second: 1 });
    await readUser(world, token);
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
  "link-blocked": withToken(async (world) => {
    await control(world, "PATCH", `users/${encodeURIComponent(ADA.google)}`, { blocked: true });
    return idToken(world);
  }),
  "link-same-identity": withToken((world) => idToken(world, { user_id: ADA.password })),
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
    unlink(world, await accessToken(world), ADA.password.replace("|", "/")),
  "user-unknown": async (world) =>
    readUser(world, await clientToken(world.tenant), encodeURIComponent("auth0|0")),
  "link-exists": async (world) => {
    const [token, link_with] = [await accessToken(world), await idToken(world)];
    await link(world, token, { link_with });
    return link(world, token, { link_with });
  },
};

/** A refusal that is documented, by endpoint. Its words are the reference's, unless a note says why not. */
const refusals: ContractCase[] = DOCUMENTED_ERRORS.flatMap(
  ({ endpoints, rule, status, text, note }) =>
    rule === undefined
      ? []
      : endpoints.map((endpoint): ContractCase => ({
          items: ["A8", "A13"],
          title: `${endpoint} refuses as documented: ${status} ${text}`,
          act: (world) =>
            there[rule]?.(world) ??
            everywhere[rule]?.(world, REQUESTS[endpoint][0]) ??
            Promise.resolve(Response.error()),
          status,
          rule,
          ...(note === undefined ? { text: new RegExp(`"message":"${spell(text)}\\.?"`) } : {}),
          changes: true,
        })),
);

const requestsThatWork: ContractCase[] = Object.entries(REQUESTS).map(
  ([endpoint, [send, status, rule]]): ContractCase => ({
    items: ["A13"],
    title: `${endpoint} works, with nothing wrong about it`,
    given: async (world) => {
      const client = await clientToken(world.tenant);
      await link(world, client, { provider: "github", user_id: "1815121" });
      return { token: await accessToken(world, { scope: SCOPE }) };
    },
    act: (world, { token = "" }) => send(world, token, own),
    status,
    rule,
  }),
);

/** A text without its full stop, to be matched literally. */
function spell(text: string): string {
  return text.replace(/\.$/, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Every error that Auth0 documents for the endpoints that linking needs, and that has a known cause. */
export const DOCUMENTED_CASES: readonly ContractCase[] = [...refusals, ...requestsThatWork];
