import { expect, test } from "vitest";
import { jsonAnswer, TENANT } from "#test/support/tokens.ts";
import { openSession, setUpSignIn, signer } from "#test/support/sign-in.ts";
import { EVERYTHING, EVERYTHING_IN_BROWSER } from "#test/support/session.ts";

setUpSignIn();

const TENANT_DOCUMENT = `${TENANT.issuer}.well-known/openid-configuration`;

test("keeps the tenant's keys that discovery gave", async () => {
  const metadata = {
    issuer: TENANT.issuer,
    authorization_endpoint: `${TENANT.origin}/authorize`,
    token_endpoint: `${TENANT.origin}/oauth/token`,
    jwks_uri: `${TENANT.origin}/.well-known/jwks.json`,
  };
  const { session, storage } = openSession({
    answers: [jsonAnswer(200, metadata), jsonAnswer(200, signer.keys)],
  });
  await session.readTenant();
  expect(session.state().walkthrough.keys).toEqual(signer.keys);
  expect(storage.loadWalkthrough().keys).toEqual(signer.keys);
});

test.each([
  ["any answer", jsonAnswer(404, {}), { id: "cors", says: null }],
  [
    "silence",
    new TypeError("Failed to fetch"),
    { id: "no-answer", says: expect.stringContaining("no answer either") as string },
  ],
])("the CORS test takes %s for what it is", async (_, answer, finding) => {
  const { session, network } = openSession({ answers: [answer] });
  await session.testConnection("link");
  expect(session.state()).toMatchObject({ busy: null, finding: { ...finding, step: "link" } });
  expect(network.arrivals).toMatchObject([{ method: "GET", url: TENANT_DOCUMENT }]);
});

test.each([
  [EVERYTHING, "offline"],
  [EVERYTHING_IN_BROWSER, "no-answer"],
])("silence while offline is put down to the network, where there is one: %#", async (can, id) => {
  const answers = [new TypeError("Failed to fetch")];
  const { core, session } = openSession({ answers, isOnline: false });
  core.publish({ capabilities: can });
  await session.readTenant();
  expect(session.state().finding?.id).toBe(id);
});
