import { expect, test } from "vitest";
import { buildDiscoveryRequest, discover, parseKeySet } from "./discovery.ts";
import { jsonAnswer, scriptFetch, TENANT } from "#test/support/tokens.ts";

const HTML = { "Content-Type": "text/html; charset=utf-8" };

const METADATA = {
  issuer: "http://localhost:5180/",
  authorization_endpoint: "http://localhost:5180/authorize",
  token_endpoint: "http://localhost:5180/oauth/token",
  jwks_uri: "http://localhost:5180/.well-known/jwks.json",
};

const KEYS = { keys: [{ kty: "RSA", kid: "key-1", alg: "RS256", n: "AQAB", e: "AQAB" }] };

const DISCOVERY_URL = "http://localhost:5180/.well-known/openid-configuration";

test("asks for the discovery document at the issuer", () => {
  expect(buildDiscoveryRequest(TENANT)).toEqual({ method: "GET", url: DISCOVERY_URL, headers: {} });
});

test("reads the document, then the keys that it names", async () => {
  const network = scriptFetch(jsonAnswer(200, METADATA), jsonAnswer(200, KEYS));
  const { metadata, keys } = await discover(network.fetch, TENANT);
  expect(metadata).toEqual(METADATA);
  expect(keys).toEqual(KEYS);
  expect(network.arrivals.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${DISCOVERY_URL}`,
    "GET http://localhost:5180/.well-known/jwks.json",
  ]);
});

test.each([
  ["another issuer", "issuer_mismatch", { ...METADATA, issuer: "https://evil.example/" }],
  ["the issuer without a slash", "issuer_mismatch", { ...METADATA, issuer: TENANT.origin }],
  ["keys of another host", "issuer_mismatch", { ...METADATA, jwks_uri: "https://evil.example/k" }],
  ["keys of another port", "issuer_mismatch", { ...METADATA, jwks_uri: "http://localhost:5181/k" }],
  ["no jwks_uri", "unexpected_shape", { ...METADATA, jwks_uri: undefined }],
  ["a jwks_uri that is no URL", "unexpected_shape", { ...METADATA, jwks_uri: "/jwks.json" }],
  ["an issuer that is a number", "unexpected_shape", { ...METADATA, issuer: 1 }],
  ["a list", "unexpected_shape", []],
  ["null", "unexpected_shape", null],
])("(S 22) refuses a document with %s and asks for no keys", async (_, code, document) => {
  const network = scriptFetch(jsonAnswer(200, document), jsonAnswer(200, KEYS));
  await expect(discover(network.fetch, TENANT)).rejects.toMatchObject({ code });
  expect(network.arrivals).toHaveLength(1);
});

test.each([
  ["a 404", "unexpected_shape", jsonAnswer(404, METADATA)],
  ["a page", "not_json", new Response("<p>", { status: 404, headers: HTML })],
  ["a 500", "server_failed", jsonAnswer(500, {})],
  ["a page", "not_json", new Response("<!doctype html>", { status: 200 })],
  ["no answer", "no_answer", new TypeError("fetch failed")],
])("refuses %s in place of the document and asks for no keys", async (_, code, answer) => {
  const network = scriptFetch(answer, jsonAnswer(200, KEYS));
  await expect(discover(network.fetch, TENANT)).rejects.toMatchObject({ code });
  expect(network.arrivals).toHaveLength(1);
});

test.each([
  ["a 404", "unexpected_shape", jsonAnswer(404, KEYS)],
  ["a 502", "server_failed", jsonAnswer(502, {})],
  ["a page", "not_json", new Response("<!doctype html>", { status: 200 })],
  ["no answer", "no_answer", new TypeError("fetch failed")],
  ["keys without a type", "unexpected_shape", jsonAnswer(200, { keys: [{ kid: "key-1" }] })],
  ["no list of keys", "unexpected_shape", jsonAnswer(200, { keys: {} })],
])("refuses %s in place of the keys", async (_, code, answer) => {
  const network = scriptFetch(jsonAnswer(200, METADATA), answer);
  await expect(discover(network.fetch, TENANT)).rejects.toMatchObject({ code });
});

test("keeps the network's own error as the cause", async () => {
  const cause = new TypeError("fetch failed");
  await expect(discover(scriptFetch(cause).fetch, TENANT)).rejects.toMatchObject({ cause });
});

test("reads stored keys back, and nothing else", () => {
  expect(parseKeySet(KEYS)).toEqual(KEYS);
  for (const garbage of [null, [], "keys", { keys: null }, { keys: [null] }]) {
    expect(parseKeySet(garbage)).toBeNull();
  }
});

test("sends the request for the document that was shown", async () => {
  const network = scriptFetch(jsonAnswer(500, {}));
  const shown = { method: "GET", url: `${TENANT.issuer}shown`, headers: {} } as const;
  await expect(discover(network.fetch, TENANT, shown)).rejects.toMatchObject({
    code: "server_failed",
  });
  expect(network.arrivals.map(({ url }) => url)).toEqual([shown.url]);
});

test("keeps of a key what verifies a signature, and nothing that a tenant should have kept for itself", async () => {
  const [key] = KEYS.keys;
  const sloppy = { ...key, d: "secret", p: "secret", q: "secret", x5c: ["AAAA"] };
  const shared = { kty: "oct", kid: "shared", k: "secret" };
  const answer = { keys: [sloppy, shared] };
  const network = scriptFetch(jsonAnswer(200, METADATA), jsonAnswer(200, answer));
  const expected = { keys: [key, { kty: "oct", kid: "shared" }] };
  expect((await discover(network.fetch, TENANT)).keys).toEqual(expected);
  expect(parseKeySet(answer)).toEqual(expected);
});
