import { createHash } from "node:crypto";
import type { Answered, Sender } from "./sender.ts";

const VERIFIER = "v".repeat(43);
const CALLBACK = "http://localhost:5173/callback";
const CLIENT = "linklab-spa";

/**
 * One whole login over HTTP, as a browser and an app do it: authorize, account chooser, code, and the two
 * tokens that are signed for it.
 */
export async function logIn(sender: Sender, origin: string): Promise<void> {
  const browse = createBrowser(sender, origin);
  const asked = await browse(`/authorize?${authorizationOf(origin)}`);
  const chooser = await browse(asked.headers.location ?? "");
  const chosen = await browse("/u/accounts", formOf(chooser.body));
  const code = new URL(chosen.headers.location ?? "", origin).searchParams.get("code") ?? "";
  const exchange = { grant_type: "authorization_code", client_id: CLIENT, redirect_uri: CALLBACK };
  const form = new URLSearchParams({ ...exchange, code, code_verifier: VERIFIER }).toString();
  const { body } = await sender.send({ url: `${origin}/oauth/token`, form });
  if (!body.includes("id_token")) throw new Error(`no login: ${body}`);
}

/** The part of it that signs a browser in: up to the code. */
export async function signInByPage(sender: Sender, origin: string): Promise<void> {
  const browse = createBrowser(sender, origin);
  const asked = await browse(`/authorize?${authorizationOf(origin)}`);
  const chooser = await browse(asked.headers.location ?? "");
  const { headers } = await browse("/u/accounts", formOf(chooser.body));
  if (headers["set-cookie"] === undefined) throw new Error("nobody was signed in");
}

function authorizationOf(origin: string): URLSearchParams {
  return new URLSearchParams({
    client_id: CLIENT,
    redirect_uri: CALLBACK,
    response_type: "code",
    scope: "openid profile email",
    audience: `${origin}/api/v2/`,
    connection: "google-oauth2",
    state: "state",
    nonce: "nonce",
    code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
    code_challenge_method: "S256",
  });
}

/** Keeps cookies. */
function createBrowser(sender: Sender, origin: string) {
  const jar = new Map<string, string>();
  return async (path: string, form?: string): Promise<Answered> => {
    const Cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    const headers = jar.size === 0 ? {} : { Cookie };
    const answered = await sender.send({ url: new URL(path, origin).href, form, headers });
    for (const cookie of answered.headers["set-cookie"] ?? []) {
      const [name = "", value = ""] = cookie.split(/[=;]/, 2);
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    return answered;
  };
}

/** What the page's form sends when its first account is chosen. */
function formOf(page: string): string {
  const [form = ""] = page.split("</form>");
  const hidden = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  const fields = Array.from(hidden, ([, name = "", value = ""]) => [name, value]);
  const [, account = ""] = /name="account" value="([^"]+)"/.exec(form) ?? [];
  return new URLSearchParams([...fields, ["account", account]]).toString();
}
