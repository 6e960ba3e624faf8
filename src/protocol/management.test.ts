import { beforeAll, expect, test } from "vitest";
import type { Fetch } from "./http.ts";
import { verifyIdToken, type VerifiedIdToken } from "./id-token.ts";
import {
  buildGetUserRequest,
  buildLinkIdentityRequest,
  buildUnlinkIdentityRequest,
  changeIdentities,
  getUser,
  linkIdentity,
  parseIdentity,
  parseUser,
  userIdOf,
} from "./management.ts";
import { fillRequest, nameToken } from "./named-request.ts";
import {
  createSigner,
  ID_TOKEN_CLAIMS,
  jsonAnswer,
  NOW,
  scriptFetch,
  TENANT,
} from "#test/support/tokens.ts";

const OWN = { connection: "Username-Password-Authentication", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };
const USER = { user_id: "auth0|1", email: "ada@example.com", identities: [OWN] };
const USERS = "http://localhost:5180/api/v2/users";
const ACCESS_TOKEN = "access-token-of-A";
const A = { userId: "auth0|1", bearer: nameToken("A", "access token", ACCESS_TOKEN) };
const PROOF = nameToken("B", "ID token", "id-token-of-B");

let proof: VerifiedIdToken;

beforeAll(async () => {
  const signer = await createSigner("key-1");
  proof = await verifyIdToken(await signer.sign(ID_TOKEN_CLAIMS), {
    issuer: TENANT.issuer,
    clientId: TENANT.clientId,
    keys: signer.keys,
    now: new Date(NOW * 1000),
  });
});

/** The link that sends a verified ID token. */
function linkOf({ raw }: VerifiedIdToken) {
  return buildLinkIdentityRequest(TENANT, { ...A, linkWith: nameToken("B", "ID token", raw) });
}

test("links nothing but the ID token that was verified", async () => {
  const network = scriptFetch();
  const other = buildLinkIdentityRequest(TENANT, { ...A, linkWith: PROOF });
  await expect(linkIdentity(network.fetch, other, proof)).rejects.toBeInstanceOf(TypeError);
  expect(network.arrivals).toEqual([]);
});

test("builds the request that reads a user", () => {
  expect(fillRequest(buildGetUserRequest(TENANT, A))).toEqual({
    method: "GET",
    url: `${USERS}/auth0%7C1`,
    headers: { Authorization: "Bearer access-token-of-A" },
  });
});

test("builds the request that links, with the ID token alone in its body", () => {
  expect(fillRequest(buildLinkIdentityRequest(TENANT, { ...A, linkWith: PROOF }))).toEqual({
    method: "POST",
    url: `${USERS}/auth0%7C1/identities`,
    headers: {
      Authorization: "Bearer access-token-of-A",
      "Content-Type": "application/json",
    },
    body: '{"link_with":"id-token-of-B"}',
  });
});

test("builds the request that unlinks, without a body", () => {
  expect(fillRequest(buildUnlinkIdentityRequest(TENANT, { ...A, identity: GOOGLE }))).toEqual({
    method: "DELETE",
    url: `${USERS}/auth0%7C1/identities/google-oauth2/1001`,
    headers: { Authorization: "Bearer access-token-of-A" },
  });
});

test.each([
  ["auth0|1", "auth0%7C1"],
  ["samlp|corp|ada/lovelace", "samlp%7Ccorp%7Cada%2Flovelace"],
  ["email|a?b#c", "email%7Ca%3Fb%23c"],
  ["oidc|50%", "oidc%7C50%25"],
])("encodes the user ID %s in every path", (userId, encoded) => {
  const identity = { provider: "samlp/x", user_id: userId };
  const { bearer } = A;
  expect(buildGetUserRequest(TENANT, { userId, bearer }).url).toBe(`${USERS}/${encoded}`);
  expect(buildLinkIdentityRequest(TENANT, { userId, bearer, linkWith: PROOF }).url).toBe(
    `${USERS}/${encoded}/identities`,
  );
  expect(buildUnlinkIdentityRequest(TENANT, { userId, bearer, identity }).url).toBe(
    `${USERS}/${encoded}/identities/samlp%2Fx/${encoded}`,
  );
});

const OPERATIONS = [
  {
    name: "getUser",
    status: 200,
    body: USER,
    send: (fetch: Fetch) => getUser(fetch, buildGetUserRequest(TENANT, A)),
    sent: ["GET", `${USERS}/auth0%7C1`],
  },
  {
    name: "linkIdentity",
    status: 201,
    body: [OWN, GOOGLE],
    send: (fetch: Fetch) => linkIdentity(fetch, linkOf(proof), proof),
    sent: ["POST", `${USERS}/auth0%7C1/identities`],
  },
  {
    name: "changeIdentities",
    status: 200,
    body: [OWN],
    send: (fetch: Fetch) =>
      changeIdentities(fetch, buildUnlinkIdentityRequest(TENANT, { ...A, identity: GOOGLE })),
    sent: ["DELETE", `${USERS}/auth0%7C1/identities/google-oauth2/1001`],
  },
];

test.each(OPERATIONS)("$name sends one request with the bearer token", async (operation) => {
  const network = scriptFetch(jsonAnswer(operation.status, operation.body));
  await expect(operation.send(network.fetch)).resolves.toEqual(operation.body);
  expect(network.arrivals.map(({ method, url }) => [method, url])).toEqual([operation.sent]);
  expect(network.arrivals[0]?.headers["authorization"]).toBe("Bearer access-token-of-A");
});

test.each(OPERATIONS)("$name takes no other status for a success", async (operation) => {
  const other = operation.status === 200 ? 201 : 200;
  const network = scriptFetch(jsonAnswer(other, operation.body));
  await expect(operation.send(network.fetch)).rejects.toMatchObject({ code: "unexpected_shape" });
});

test.each(OPERATIONS)("$name passes on the API's own error", async (operation) => {
  const network = scriptFetch(
    jsonAnswer(403, {
      statusCode: 403,
      error: "Forbidden",
      message: "User to be acted on does not match subject in bearer token.",
      errorCode: "unowned_resource",
    }),
  );
  await expect(operation.send(network.fetch)).rejects.toMatchObject({
    name: "ManagementApiError",
    code: "management_api_error",
    statusCode: 403,
    error: "Forbidden",
    message: "User to be acted on does not match subject in bearer token.",
    errorCode: "unowned_resource",
  });
  expect(network.arrivals).toHaveLength(1);
});

test("takes an API error without an errorCode", async () => {
  const body = {
    statusCode: 401,
    error: "Unauthorized",
    message: "Invalid token",
    attributes: { error: "Invalid token" },
  };
  await expect(
    getUser(scriptFetch(jsonAnswer(401, body)).fetch, buildGetUserRequest(TENANT, A)),
  ).rejects.toMatchObject({
    statusCode: 401,
    message: "Invalid token",
    errorCode: null,
  });
});

function brokenOff(): ReadableStream {
  return new ReadableStream({ start: (controller) => controller.error(new TypeError("gone")) });
}

test.each([
  ["an error without a message", jsonAnswer(400, { statusCode: 400 }), "unexpected_shape"],
  ["an error that is text", jsonAnswer(500, "oops"), "unexpected_shape"],
  ["a gateway's page", new Response("<h1>502</h1>", { status: 502 }), "not_json"],
  ["an empty success", new Response("", { status: 201 }), "not_json"],
  ["a success without identities", jsonAnswer(201, []), "unexpected_shape"],
  ["a success that is a user", jsonAnswer(201, USER), "unexpected_shape"],
  ["an identity without a provider", jsonAnswer(201, [{ user_id: "1" }]), "unexpected_shape"],
  ["no answer", new TypeError("fetch failed"), "no_answer"],
  ["an answer that breaks off", new Response(brokenOff(), { status: 201 }), "no_answer"],
])("refuses %s after a link", async (_, answer, code) => {
  const network = scriptFetch(answer);
  await expect(linkIdentity(network.fetch, linkOf(proof), proof)).rejects.toMatchObject({ code });
});

test("names no token in an error", async () => {
  const network = scriptFetch(new TypeError("fetch failed"));
  await expect(getUser(network.fetch, buildGetUserRequest(TENANT, A))).rejects.toMatchObject({
    message: expect.not.stringContaining(ACCESS_TOKEN),
  });
});

test("reads a numeric user ID as text and keeps members it does not know", () => {
  expect(
    parseIdentity({ connection: "c", provider: "wordpress", user_id: 72_894_558, extra: 1 }),
  ).toEqual({ connection: "c", provider: "wordpress", user_id: "72894558", extra: 1 });
});

test.each([null, "user", [], {}, { ...USER, identities: [] }, { ...USER, user_id: 1 }])(
  "reads no user from %j",
  (value) => {
    expect(parseUser(value)).toBeNull();
  },
);

test("names an identity as the user that it would be", () => {
  expect(userIdOf(GOOGLE)).toBe("google-oauth2|1001");
});
