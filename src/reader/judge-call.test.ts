import { expect, test } from "vitest";
import { forgeToken, ID_TOKEN_CLAIMS } from "#test/support/tokens.ts";
import type { FoundCall, FoundRequest } from "./found.ts";
import { appOf, checksOf, fixFor, judgeCall } from "./judge-call.ts";
import { readInput } from "./read-input.ts";

const LINK = "https://example.eu.auth0.com/api/v2/users/auth0%7C1/identities";
const ID_TOKEN = forgeToken(ID_TOKEN_CLAIMS);
const ISSUER = "https://example.eu.auth0.com/";
const ACCESS = forgeToken({
  iss: ISSUER,
  sub: "auth0|1",
  aud: `${ISSUER}api/v2/`,
  azp: "app",
  scope: "update:current_user_identities",
  iat: 1000,
  exp: 9000,
});
const PROOF = forgeToken({ ...ID_TOKEN_CLAIMS, iss: ISSUER, aud: "app", iat: 1000, exp: 9000 });

async function judge(text: string) {
  const { found } = await readInput(text);
  const call = found.find(
    (one): one is FoundRequest | FoundCall => one.kind === "request" || one.kind === "call",
  );
  if (call === undefined) throw new TypeError("no call was found");
  const judged = judgeCall(call);
  return { judged, lit: judged.lit.map(({ start, end }) => text.slice(start, end)) };
}

test("lights the characters that decide where they stand as they were read", async () => {
  const { judged, lit } = await judge(
    `curl -X POST ${LINK} -H 'Authorization: Bearer $ACCESS_TOKEN' -d '{"provider":"github","user_id":"1"}'`,
  );
  expect(judged.judgement.verdict).toBe("cannot-tell");
  expect(lit).toContain("Bearer $ACCESS_TOKEN".slice("Bearer ".length));
});

const POSTMAN = {
  method: "POST",
  auth: { type: "bearer", bearer: [{ key: "token", value: ID_TOKEN, type: "string" }] },
  header: [{ key: "Content-Type", value: "application/json" }],
  body: { mode: "raw", raw: JSON.stringify({ link_with: PROOF }) },
  url: { raw: LINK, host: ["example"], path: ["api", "v2"] },
};
const INSOMNIA = {
  url: LINK,
  method: "POST",
  headers: [],
  body: { mimeType: "application/json", text: JSON.stringify({ link_with: PROOF }) },
  authentication: { type: "bearer", token: ID_TOKEN },
};

test.each([
  ["Postman", { item: [{ request: POSTMAN }] }],
  [
    "Postman with its own header",
    {
      item: [
        {
          request: {
            ...POSTMAN,
            auth: null,
            header: [{ key: "Authorization", value: `Bearer ${ID_TOKEN}` }],
          },
        },
      ],
    },
  ],
  ["Insomnia", { resources: [INSOMNIA] }],
])("judges a request of an export of %s, and lights its token", async (_, exported) => {
  const { judged, lit } = await judge(JSON.stringify(exported));
  expect(judged.judgement).toMatchObject({ verdict: "affected", useCase: 1 });
  expect(judged.found.exchange.body).toBe(JSON.stringify({ link_with: PROOF }));
  expect(lit[0]).toContain(ID_TOKEN);
});

test("lights the token that holds a claim that decides", async () => {
  const { judged, lit } = await judge(
    `curl -X POST ${LINK} -H 'Authorization: Bearer ${ID_TOKEN}' -d '{"link_with":"${PROOF}"}'`,
  );
  expect(judged.judgement.useCase).toBe(1);
  expect(lit[0]).toBe(ID_TOKEN);
});

test("lights the place in code", async () => {
  const { judged, lit } = await judge(
    "new auth0.Management({ domain, token: idToken }).linkUser(id, other, done);",
  );
  expect(judged.judgement.useCase).toBe(5);
  expect(lit).toContain("idToken");
});

test("judges again with what somebody answered", async () => {
  const { judged } = await judge(`curl -X POST ${LINK} -d '{"provider":"github","user_id":"1"}'`);
  const [answer] = judged.judgement.question?.answers ?? [];
  const told = judgeCall(judged.found, answer?.gives);
  expect(judged.judgement.verdict).toBe("cannot-tell");
  expect(told.judgement.verdict).not.toBe("cannot-tell");
});

test("checks two tokens of a request by each other", async () => {
  const { judged } = await judge(
    `curl -X POST ${LINK} -H 'Authorization: Bearer ${ACCESS}' -d '{"link_with":"${PROOF}"}'`,
  );
  const checks = checksOf(judged, 2000);
  expect(checks?.filter(({ passes }) => passes === false).map(({ id }) => id)).toEqual([
    "fresh-login",
  ]);
  const foreign = await judge(
    `curl -X POST ${LINK} -H 'Authorization: Bearer ${ACCESS}' -d '{"link_with":"${ID_TOKEN}"}'`,
  );
  expect(
    checksOf(foreign.judged, 2000)
      ?.filter(({ passes }) => passes === false)
      .map(({ id }) => id),
  ).toEqual(expect.arrayContaining(["same-application", "same-issuer"]));
});

test("has no checks where one of the tokens is not there", async () => {
  const { judged } = await judge(
    `curl -X POST ${LINK} -H 'Authorization: Bearer ${ACCESS}' -d '{"link_with":"'$B'"}'`,
  );
  expect(checksOf(judged, 2000)).toBeNull();
});

test("writes the change for the tenant of the request", async () => {
  const { judged } = await judge(
    `curl -X POST ${LINK} -H 'Authorization: Bearer ${ID_TOKEN}' -d '{"link_with":"${PROOF}"}'`,
  );
  const after = fixFor(judged)?.after.join("\n");
  expect(after).toContain("https://example.eu.auth0.com/api/v2/");
  expect(after).not.toContain("{yourDomain}");
});

test.each([
  [
    "new auth0.Management({ domain, token: idToken }).linkUser(id, other, done);",
    { token: "id", body: "link_with", library: "auth0-js" },
  ],
  [
    `curl -X DELETE ${LINK}/github/1 -H 'Authorization: Bearer ${ID_TOKEN}'`,
    { token: "id", body: "none", library: "http" },
  ],
  [
    `curl -X POST ${LINK} -H 'Authorization: Bearer ${ACCESS}' -d '{"provider":"github","user_id":"1"}'`,
    { token: "current-user", body: "user_id", library: "http" },
  ],
])("says of an app what the first page asks: %s", async (text, app) => {
  expect(appOf((await judge(text)).judged)).toEqual(app);
});
