import { base64url, exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import type { KeySet } from "#protocol/discovery.ts";
import { describeTenant, type Tenant } from "#protocol/tenant.ts";

/** The tenant of the tests. Nothing answers there. */
export const TENANT: Tenant = describeTenant("http://localhost:5180", "linklab-spa");

/** The time of the tests, in seconds since the epoch: 2026-01-01T12:00:00Z. */
export const NOW = 1_767_268_800;

/** Claims of an ID token that fits {@link TENANT} and {@link NOW}. */
export const ID_TOKEN_CLAIMS = {
  iss: TENANT.issuer,
  aud: TENANT.clientId,
  sub: "google-oauth2|1001",
  email: "ada@example.com",
  email_verified: true,
  name: "Ada Lovelace",
  iat: NOW - 10,
  exp: NOW + 3600,
  auth_time: NOW - 10,
};

/** A JWS in compact form whose signature is made up. */
export function forgeToken(
  claims: unknown,
  header: unknown = { alg: "RS256", kid: "key-1" },
): string {
  const parts = [header, claims].map((part) => base64url.encode(JSON.stringify(part)));
  return [...parts, "c2lnbmF0dXJl"].join(".");
}

/** A tenant's key: what it publishes, and tokens that it signs. */
export async function createSigner(kid: string): Promise<{
  keys: KeySet;
  publicKey: string;
  sign: (claims: Record<string, unknown>, header?: { kid?: string }) => Promise<string>;
}> {
  const pair = await generateKeyPair("RS256", { extractable: true });
  const { kty = "", n = "", e = "" } = await exportJWK(pair.publicKey);
  return {
    keys: { keys: [{ kty, n, e, kid, alg: "RS256", use: "sig" }] },
    publicKey: await exportSPKI(pair.publicKey),
    sign: (claims, header = { kid }) =>
      new SignJWT(claims).setProtectedHeader({ alg: "RS256", ...header }).sign(pair.privateKey),
  };
}

/** A request as it arrived; header names are in lower case. */
export type Arrival = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * A `fetch` that gives its answers in order and keeps the requests. An `Error` is no answer. `"waits"`
 * gives none until its signal ends the wait.
 */
export function scriptFetch(...answers: (Response | Error | "waits")[]) {
  const arrivals: Arrival[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    arrivals.push({
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    });
    const answer = answers[arrivals.length - 1];
    if (answer === undefined) throw new TypeError("no answer was planned");
    if (answer instanceof Error) throw answer;
    if (answer === "waits")
      return await new Promise((_, reject) => {
        request.signal.addEventListener("abort", () =>
          reject(new DOMException("stopped", "AbortError")),
        );
      });
    return answer;
  };
  return { arrivals, fetch };
}

/** A JSON answer. */
export function jsonAnswer(status: number, body: unknown): Response {
  return Response.json(body, { status });
}
