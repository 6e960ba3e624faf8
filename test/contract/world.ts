import * as v from "valibot";
import {
  ADA,
  APP_ORIGIN,
  authorizeUrl,
  callApi,
  clientToken,
  createBrowser,
  exchange,
  hiddenFields,
  LINK_SCOPE,
  locationOf,
  logIn,
  postToken,
} from "#test/support/tenant.ts";
import type { DeliveryId, RuleId } from "#emulator/rules/tables.ts";
import type { Browser, Reachable } from "#test/support/tenant.ts";
import type { Item } from "./items.ts";
import { sendRaw } from "#test/support/send-raw.ts";

/** Where a case plays: a tenant that can be reached by requests only. */
export type World = {
  tenant: Reachable;
  /** A second tenant with the same seed and the same keys. */
  other: Reachable;
  /** The machine's clock, in milliseconds. */
  time: { now: number };
};

/** What a case needs to know from before its request. */
export type Given = Readonly<Record<string, string>>;

/** One line of the contract. */
export type ContractCase = {
  /** What it covers. */
  items: readonly [Item, ...Item[]];
  title: string;
  given?: (world: World) => Promise<Given>;
  act: (world: World, given: Given) => Promise<Response>;
  status: number;
  /** Part of the JSON body. */
  body?: object;
  /** What a refusal says, word for word: `message` of the API, `error_description` of OAuth. */
  message?: string | undefined;
  /** The rule that the log names; null at the control API, which has none. */
  rule: RuleId | null;
  /** How it goes back, if it is an authorization response. */
  delivery?: DeliveryId | undefined;
  /** What the log says of the check that failed. */
  because?: RegExp;
  /** What `Location`, with its answer decoded, has to match. */
  location?: RegExp;
  /** What the page or script has to match. */
  text?: RegExp;
  /** Headers that have to match; null for one that must not be there. */
  headers?: Readonly<Record<string, RegExp | null>>;
  /** Whether the snapshot may differ afterwards. Default: only after a success. */
  changes?: boolean;
  /** What is looked at afterwards, with the members of the answer, JSON or sent back; such as statuses or claims, in order. */
  afterwards?: (world: World, given: Given, answer: Given) => Promise<unknown[]>;
  shows?: readonly unknown[];
};

const snapshotSchema = v.object({ sessions: v.array(v.unknown()) });
const tokenSchema = v.object({ token: v.string() });
const tokensSchema = v.object({
  access_token: v.string(),
  id_token: v.optional(v.string(), ""),
  refresh_token: v.optional(v.string(), ""),
});

/** A tenant behind a socket. Redirects are looked at, not followed. */
export function overHttp(issuer: string): Reachable {
  return {
    issuer,
    // A connection that is cut is a network error, as it is without a socket.
    fetch: (request) =>
      fetch(new Request(request, { redirect: "manual" })).catch(() => Response.error()),
    receive: (arrival) => sendRaw(issuer, arrival),
  };
}

/** Calls the control API as a page of the app does. */
export function control(
  { tenant }: Pick<World, "tenant">,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return tenant.fetch(
    new Request(new URL(`/_linklab/${path}`, tenant.issuer), {
      method,
      headers: { Origin: APP_ORIGIN, "Content-Type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

/** How many browsers are signed in. */
export async function countSessions(world: World): Promise<number> {
  const response = await control(world, "GET", "snapshot");
  return v.parse(snapshotSchema, await response.json()).sessions.length;
}

/** Mints a token at the tenant. */
export async function mint(world: Pick<World, "tenant">, request: object): Promise<string> {
  const response = await control(world, "POST", "mint", request);
  return v.parse(tokenSchema, await response.json()).token;
}

/** An access token of Ada's for linking, unless told otherwise. */
export function accessToken(world: Pick<World, "tenant">, request: object = {}): Promise<string> {
  return mint(world, {
    kind: "access_token",
    user_id: ADA.password,
    scope: LINK_SCOPE,
    ...request,
  });
}

/** An ID token of Ada's Google account, unless told otherwise. */
export function idToken(world: Pick<World, "tenant">, request: object = {}): Promise<string> {
  return mint(world, { kind: "id_token", user_id: ADA.google, ...request });
}

/** Another header in front of the same payload and signature. */
export function withHeader(token: string, header: object): string {
  const encoded = btoa(JSON.stringify(header)).replaceAll("+", "-").replaceAll("/", "_");
  return [encoded.replace(/=+$/, ""), ...token.split(".").slice(1)].join(".");
}

/** Changes one character in the middle of the signature. */
export function tampered(token: string): string {
  const [header, payload, signature = ""] = token.split(".");
  const middle = signature.at(100) === "A" ? "B" : "A";
  return `${header}.${payload}.${signature.slice(0, 100)}${middle}${signature.slice(101)}`;
}

/** `/authorize` of this tenant. */
export function authorizeAt(
  { tenant }: Pick<World, "tenant">,
  parameters: Record<string, string | undefined> = {},
): Promise<string> {
  return authorizeUrl(parameters, `${tenant.issuer}api/v2/`);
}

/** A fresh browser opens `/authorize`. */
export async function authorize(
  world: Pick<World, "tenant">,
  parameters: Record<string, string | undefined> = {},
  browser: Browser = createBrowser(world.tenant),
): Promise<Response> {
  return browser.get(await authorizeAt(world, parameters));
}

/** A fresh browser opens the page that `/authorize` leads to; the hidden fields of its form. */
export async function openLogin(
  world: Pick<World, "tenant">,
  parameters: Record<string, string | undefined> = {},
) {
  const browser = createBrowser(world.tenant);
  const first = await authorize(world, parameters, browser);
  return { browser, form: await hiddenFields(await browser.get(locationOf(first))) };
}

/** Logs in with code and PKCE; the redirect with the code. */
export async function redirectWithCode(
  world: Pick<World, "tenant">,
  parameters: Record<string, string | undefined> = {},
  account: string = ADA.password,
): Promise<Response> {
  const url = await authorizeAt(world, { scope: "openid offline_access", ...parameters });
  return logIn(createBrowser(world.tenant), url, account);
}

/** The code of such a login. */
export async function codeOf(redirect: Promise<Response>): Promise<string> {
  const location = (await redirect).headers.get("Location") ?? "";
  return new URL(location).searchParams.get("code") ?? "";
}

/** Logs in and exchanges the code. */
export async function logInForTokens(
  world: World,
  parameters: Record<string, string | undefined> = {},
  account: string = ADA.password,
) {
  const redirect = await redirectWithCode(world, parameters, account);
  const response = await exchange(world.tenant, redirect);
  return readTokens(response);
}

/** The tokens in an answer of the token endpoint. */
export async function readTokens(response: Response) {
  const { access_token, id_token, refresh_token } = v.parse(tokensSchema, await response.json());
  return { access: access_token, id: id_token, refresh: refresh_token };
}

/** Exchanges a code that was taken out of its redirect. */
export function exchangeCode(
  { tenant }: Pick<World, "tenant">,
  code: string,
  form: Record<string, string> = {},
): Promise<Response> {
  const redirect = Response.redirect(`${APP_ORIGIN}/callback?code=${encodeURIComponent(code)}`);
  return exchange(tenant, redirect, form);
}

/** Uses a refresh token. */
export function refresh(
  { tenant }: Pick<World, "tenant">,
  token: string,
  form: Record<string, string> = {},
): Promise<Response> {
  return postToken(tenant, {
    grant_type: "refresh_token",
    client_id: "linklab-spa",
    refresh_token: token,
    ...form,
  });
}

/** Asks `/userinfo`. */
export function userinfo({ tenant }: Pick<World, "tenant">, token: string): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}` };
  return tenant.fetch(new Request(new URL("/userinfo", tenant.issuer), { headers }));
}

/** Reads a user; Ada's own unless told otherwise. */
export function readUser(
  { tenant }: Pick<World, "tenant">,
  token: string,
  id: string = encodeURIComponent(ADA.password),
): Promise<Response> {
  return callApi(tenant, "GET", `users/${id}`, token);
}

/** Links to Ada's account unless told otherwise. */
export function link(
  { tenant }: Pick<World, "tenant">,
  token: string,
  body: unknown,
  id: string = encodeURIComponent(ADA.password),
): Promise<Response> {
  return callApi(tenant, "POST", `users/${id}/identities`, token, body);
}

/** Unlinks from Ada's account unless told otherwise. */
export function unlink(
  { tenant }: Pick<World, "tenant">,
  token: string,
  identity = "google-oauth2/115015401343387192604",
  id: string = encodeURIComponent(ADA.password),
): Promise<Response> {
  return callApi(tenant, "DELETE", `users/${id}/identities/${identity}`, token);
}

/** A request to any address of the tenant. */
export function send(
  { tenant }: Pick<World, "tenant">,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  return tenant.fetch(new Request(new URL(path, tenant.issuer), { redirect: "manual", ...init }));
}

/** What somebody holds who is about to link: Ada's tokens, and one of an application on a server. */
export async function ready(world: World) {
  return {
    token: await accessToken(world),
    idToken: await idToken(world),
    client: await clientToken(world.tenant),
  };
}

/** A browser in which Ada is signed in. */
export async function signedIn(world: World, account: string = ADA.password) {
  const browser = createBrowser(world.tenant);
  await logIn(browser, await authorizeAt(world), account);
  return browser;
}

/** Sets a bit of the last character that belongs to no byte: what it decodes to stays the same. */
export function loosened(token: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return token.slice(0, -1) + (alphabet[alphabet.indexOf(token.at(-1) ?? "A") + 1] ?? "");
}
