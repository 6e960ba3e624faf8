import type { BrowserContext, Page, Request, Response } from "@playwright/test";
import { copyWith } from "./clipboard.ts";

/** What a login gives that must not be left anywhere: field names of RFC 6749, 7636 and OIDC Core. */
const SECRET_NAMES = [
  "code",
  "code_verifier",
  "access_token",
  "id_token",
  "refresh_token",
] as const;

/** The secrets that a browser was given or sent, as they really were. */
export type Secrets = {
  /** Every secret that went over the wire until now. Fails where the login gave none. */
  readonly all: () => Promise<readonly string[]>;
  /** Those of them that stand in a text. */
  readonly foundIn: (text: string) => Promise<readonly string[]>;
};

/** Reads along from now on, in every page and popup. */
export async function collectSecrets(context: BrowserContext): Promise<Secrets> {
  const secrets = new Set<string>();
  const pending: Promise<void>[] = [];
  const take = (fields: Iterable<readonly [string, unknown]>) => {
    for (const [name, value] of fields)
      if (SECRET_NAMES.some((secret) => secret === name) && typeof value === "string")
        secrets.add(value);
  };
  await readSentBodies(context, (body) => take(new URLSearchParams(body)));
  context.on("request", (request) => take(new URL(request.url()).searchParams));
  context.on("response", (response) => {
    pending.push(readAnswer(response).then(take));
  });
  const all = async () => {
    await Promise.all(pending);
    return [...secrets];
  };
  return {
    all,
    foundIn: async (text) => (await all()).filter((secret) => text.includes(secret)),
  };
}

/** In the page: Chromium does not tell the body of a fetch whose argument is a Request. */
async function readSentBodies(context: BrowserContext, take: (body: string) => void) {
  await context.exposeFunction("tellSentBody", take);
  await context.addInitScript(() => {
    const { tellSentBody } = window as unknown as { tellSentBody: (body: string) => void };
    const send = window.fetch;
    window.fetch = (input, init) => {
      if (input instanceof Request) void input.clone().text().then(tellSentBody);
      else if (typeof init?.body === "string") tellSentBody(init.body);
      return send(input, init);
    };
  });
}

/** The fields of a redirect's address, fragment included, and of a token answer. */
async function readAnswer(response: Response): Promise<[string, unknown][]> {
  const location = response.headers()["location"];
  if (location !== undefined) {
    const { searchParams, hash } = new URL(location, response.url());
    return [...searchParams, ...new URLSearchParams(hash.slice(1))];
  }
  if (!isTokenRequest(response.request())) return [];
  return Object.entries(await response.json());
}

function isTokenRequest(request: Request): boolean {
  return request.method() === "POST" && new URL(request.url()).pathname === "/oauth/token";
}

/** What a browser keeps, whoever reads it: address, history state, storage and cookies, HttpOnly too. */
export async function readKept(page: Page): Promise<string> {
  const kept = await page.evaluate(async () => ({
    address: location.href,
    state: history.state as unknown,
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  return JSON.stringify([kept, await page.context().cookies()]);
}

/** Presses every copy button of the open requests in the wire panel, and gives all that was copied. */
export async function copyRequests(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-write"]);
  const copied: string[] = [];
  for (const row of await page.getByRole("tabpanel").locator("button[aria-expanded]").all()) {
    await row.click();
    copied.push(await page.getByRole("tabpanel").innerText());
    // By both names: a pressed one says the other for a while, and must keep its place among them.
    for (const button of await page.getByRole("button", { name: /^(?:Copy as |Copied$)/ }).all())
      copied.push(await copyWith(button));
  }
  return copied.join("\n");
}
