import * as v from "valibot";
import { expect } from "vitest";
import { ADA, GITHUB, MANAGEMENT } from "./tenant.ts";

type Identity = { provider?: string | undefined; user_id?: unknown };

/** How a client links: with the other account's ID token; each call gives the identities after it. */
export type Linker = {
  link: (userId: string, linkWith: string) => Promise<Identity[]>;
  unlink: (userId: string, provider: "github", identityId: string) => Promise<Identity[]>;
};

/** Links Ada's account at GitHub to that with her password, and takes it off again. */
export async function expectLinkAndUnlink(linker: Linker, linkWith: string): Promise<void> {
  const linked = await linker.link(ADA, linkWith);
  expect(linked.map(({ provider }) => provider)).toEqual(["auth0", "github"]);
  expect(linked[1]).toMatchObject({ user_id: GITHUB.user_id });
  const unlinked = await linker.unlink(ADA, GITHUB.provider, GITHUB.user_id);
  expect(unlinked.map(({ provider }) => provider)).toEqual(["auth0"]);
}

const identitiesSchema = v.array(v.object({ provider: v.string(), user_id: v.string() }));
const identitiesOf = (userId: string) => `users/${encodeURIComponent(userId)}/identities`;

/** How a client sends a request with the access token that it got. */
type Send = (url: URL, method: string, headers: Headers, body: string | null) => Promise<Response>;

/** For clients that have no Management API: the calls themselves, with the token that the client got. */
export function linkWithToken(accessToken: string): Linker {
  return linkBy((url, method, headers, body) => {
    headers.set("Authorization", `Bearer ${accessToken}`);
    return fetch(url, { method, headers, ...(body !== null && { body }) });
  });
}

/** The same, sent by the client. */
export function linkBy(send: Send): Linker {
  async function call(path: string, method: string, body?: unknown): Promise<Identity[]> {
    const headers = new Headers(body === undefined ? {} : { "Content-Type": "application/json" });
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await send(new URL(path, MANAGEMENT), method, headers, text);
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return v.parse(identitiesSchema, await response.json());
  }
  return {
    link: (userId, linkWith) => call(identitiesOf(userId), "POST", { link_with: linkWith }),
    unlink: (userId, provider, identityId) =>
      call(`${identitiesOf(userId)}/${provider}/${identityId}`, "DELETE"),
  };
}
