import { ADA, callApi, clientToken, MALLORY } from "#test/support/tenant.ts";
import { accessToken } from "#test/contract/world.ts";
import type { ContractCase, Given, World } from "#test/contract/world.ts";

const patch =
  (body: unknown, id: string = ADA.password) =>
  ({ tenant }: World, { token = "" }: Given) =>
    callApi(tenant, "PATCH", `users/${encodeURIComponent(id)}`, token, body);
const withScope = (scope: string) => async (world: World) => ({
  token: await accessToken(world, { scope }),
});
const asBackend = async ({ tenant }: World) => ({ token: await clientToken(tenant) });

/** Who may change which metadata, and what is left of the rest. */
export const METADATA_CASES: readonly ContractCase[] = [
  {
    items: ["E33"],
    title: "create:current_user_metadata alone changes one's own metadata",
    given: withScope("create:current_user_metadata"),
    act: patch({ user_metadata: { size: 1 } }),
    status: 200,
    rule: "user-updated",
    body: { user_metadata: { theme: "light", size: 1 }, app_metadata: { plan: "pro" } },
  },
  {
    items: ["E33"],
    title: "update:users_app_metadata changes anybody's app_metadata",
    given: withScope("update:users_app_metadata"),
    act: patch({ app_metadata: { plan: "free" } }, MALLORY),
    status: 200,
    rule: "user-updated",
    body: { app_metadata: { plan: "free" } },
  },
  ...[{ user_metadata: { size: 1 } }, { blocked: true }].map((body): ContractCase => ({
    items: ["E33"],
    title: `update:users_app_metadata does not send ${JSON.stringify(body)}`,
    given: withScope("update:users_app_metadata"),
    act: patch(body, MALLORY),
    status: 403,
    rule: "scope-insufficient",
    because: /nothing but app_metadata/,
  })),
  {
    items: ["A13"],
    title: "a change of something else leaves both kinds of metadata as they are",
    given: asBackend,
    act: patch({ blocked: false }),
    status: 200,
    rule: "user-updated",
    body: { user_metadata: { theme: "light" }, app_metadata: { plan: "pro" } },
  },
  {
    items: ["B"],
    title: "what is no address is not taken for one",
    given: asBackend,
    act: patch({ email: "ada" }),
    status: 400,
    rule: "body-invalid",
  },
  {
    items: ["A13"],
    title: "app_metadata merges at the first level, too",
    given: asBackend,
    act: patch({ app_metadata: { seats: { used: 1 } } }),
    status: 200,
    rule: "user-updated",
    body: { app_metadata: { plan: "pro", seats: { used: 1 } } },
  },
];
