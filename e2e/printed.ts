import { spawnSync } from "node:child_process";
import type { Page } from "@playwright/test";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { copyWith } from "./clipboard.ts";
import { expect } from "./linklab.ts";

/** What a page shows of the request that its button will send. */
type Printed = {
  readonly title: string;
  /** Line by line: method and path, headers, body. */
  readonly lines: readonly string[];
  readonly curl: string;
  readonly fetch: string;
  /** Claims by name, of the token in the header and of that in the body. */
  readonly cards: readonly Readonly<Record<string, string>>[];
  readonly planned: readonly string[];
};

/** What left the browser. */
export type Sent = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
};

/** The tokens that the two logins brought, by the name under which the page shows them. */
type Held = Readonly<Record<"A · access token" | "A · ID token" | "B · ID token", string>>;

/** Headers that the page sets; the browser adds others. */
const OWN_HEADERS = ["authorization", "content-type"];

/**
 * Watches a page from its first login on, to compare what it prints of a request with what leaves it: in
 * print, as curl, as fetch, on the cards of the tokens, and as planned rows of the diagram.
 */
export async function watchRequests(page: Page) {
  const sent: Promise<Sent>[] = [];
  const tokens: { access_token?: string; id_token?: string }[] = [];
  // Of a request that was cloned before it was sent, only the browser's own protocol tells the body.
  const browser = await page.context().newCDPSession(page);
  await browser.send("Network.enable");
  browser.on("Network.requestWillBeSent", ({ request, requestId }) => {
    const { pathname } = new URL(request.url);
    const isOurs = pathname.startsWith("/api/v2/") || pathname.startsWith("/.well-known/");
    if (!isOurs || request.method === "OPTIONS") return;
    const body = request.hasPostData
      ? browser.send("Network.getRequestPostData", { requestId }).then(({ postData }) => postData)
      : null;
    sent.push(read(request, body));
  });
  page.on("response", (response) => {
    if (!response.url().endsWith("/oauth/token") || !response.ok()) return;
    const at = tokens.push({}) - 1;
    void response.json().then((body) => (tokens[at] = body));
  });

  /** A logged in first, and B last. */
  function held(): Held {
    const [a] = tokens;
    const b = tokens.findLast((one) => one.access_token !== a?.access_token);
    return {
      "A · access token": a?.access_token ?? "",
      "A · ID token": a?.id_token ?? "",
      "B · ID token": b?.id_token ?? "",
    };
  }

  return {
    /** Does what sends the printed request, and compares. Gives what left the browser. */
    async compare(scenario: Scenario | null, press: () => Promise<void>): Promise<readonly Sent[]> {
      const printed = await readPrinted(page);
      const first = sent.length;
      await press();
      const isHeldBack = printed.title.includes("will stop");
      await expect.poll(() => sent.length - first).toBeGreaterThanOrEqual(printed.planned.length);
      const left = await Promise.all(sent.slice(first));
      const rows = left.map(({ method, url }) => `${method} ${shortPath(url)}`);
      expect(rows.slice(0, printed.planned.length), "planned").toEqual(printed.planned);
      if (isHeldBack) {
        expect(left, "held back").toEqual([]);
        return left;
      }
      const request = left.find(({ method }) => method !== "GET") ?? left[0];
      if (request === undefined) throw new Error("nothing was sent");
      const names = namesOf(request, held(), scenario);
      expect(printed.lines, "printed").toEqual(linesOf(request, names));
      expect(runCurl(printed.curl, names), "copied as curl").toEqual(request);
      expect(await runFetch(printed.fetch, names), "copied as fetch").toEqual(request);
      for (const [index, token] of tokensIn(request).entries()) {
        const card = printed.cards[index];
        if (card === undefined) continue;
        const scope = card["scope"] === undefined ? {} : { scope: inOrder(card["scope"]) };
        expect({ ...card, ...scope }, "carded").toEqual(claimsIn(token, Object.keys(card)));
      }
      return left;
    },
  };
}

/**
 * Does what sends a printed login on its way, and compares its parameters with those that left. An SDK
 * adds parameters of its own, and `openid` to the scope.
 */
export async function compareLogin<T>(page: Page, press: () => Promise<T>): Promise<T> {
  const form = page.getByRole("region", { name: /^The request, as/ });
  const printed = await form
    .locator("label")
    .evaluateAll((labels) =>
      labels.map((label): [string, string] => [
        label.textContent.replaceAll(/^[?&]|=$/g, ""),
        label instanceof HTMLLabelElement && label.control !== null && "value" in label.control
          ? String(label.control.value)
          : "",
      ]),
    );
  const leaving = page
    .context()
    .waitForEvent("request", (request) => new URL(request.url()).pathname === "/authorize");
  const result = await press();
  const sent = new URL((await leaving).url()).searchParams;
  expect(printed.length, "printed parameters").toBeGreaterThan(8);
  for (const [name, value] of printed) {
    const asSent = name === "scope" ? withOpenid(sent.get(name) ?? "") : (sent.get(name) ?? "");
    expect(asSent, name).toEqual(name === "scope" ? withOpenid(value) : value);
  }
  return result;
}

const withOpenid = (scope: string) => [...new Set(["openid", ...scope.split(" ")])].toSorted();

async function readPrinted(page: Page): Promise<Printed> {
  const card = page.getByRole("region", { name: /^The request(,| that)/ });
  await expect(card).toBeVisible();
  await expect(page.getByText("is being made")).toHaveCount(0);
  const curl = await copyWith(card.getByRole("button", { name: /Copy as curl|Copied/ }));
  const code = page.getByRole("region", { name: /^The request above/ });
  if (!(await code.isVisible())) {
    await page.getByText("In your code").click();
    await page.getByRole("tab", { name: "fetch", exact: true }).click();
    await expect(code).toBeVisible();
  }
  const fetch = (await code.textContent()) ?? "";
  const rest = await page.evaluate(() => {
    // oxlint-disable unicorn/consistent-function-scoping -- only what is in here goes into the page
    const text = (node: Element | null | undefined) => node?.textContent ?? "";
    const all = (selector: string, within: ParentNode = document) => [
      ...within.querySelectorAll(selector),
    ];
    const region = (name: string) => document.querySelector(`[aria-label^="${name}"]`);
    const request = region("The request, ") ?? region("The request that");
    const lines = request === null ? [] : all("p, p ~ div", request);
    return {
      title: request?.getAttribute("aria-label") ?? "",
      lines: lines.map((line) => text(line).replaceAll(" (changed)", "")),
      cards: all("article[data-owner]").map((article) =>
        Object.fromEntries(
          all("dl > div", article).map((row) => [
            row.querySelector("dt")?.childNodes[0]?.textContent ?? "",
            text(row.querySelector("dd")),
          ]),
        ),
      ),
      planned: all("[data-row^=plan-] button").map((row) => text(row.querySelector("[title]"))),
    };
  });
  return { ...rest, curl, fetch };
}

async function read(
  { method, url, headers }: { method: string; url: string; headers: Record<string, string> },
  body: Promise<string> | null,
): Promise<Sent> {
  const named = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const own = named.filter(([name]) => OWN_HEADERS.includes(name));
  return { method, url, headers: Object.fromEntries(own), body: await body };
}

/** As the wire panel shortens paths. */
function shortPath(url: string): string {
  return new URL(url).pathname
    .replace(/^\/api\/v2\/users\/[^/]+\/identities/, "…/identities")
    .replace(/^\/api\/v2\/users\/[^/]+$/, "…/users/{id}")
    .replace(/^(…\/identities\/[^/]+)\/.*$/, "$1/…")
    .replace(/^\/\.well-known\//, "…/");
}

/** The token in the header and the one in the body; `""` for what is no token. */
function tokensIn({ headers, body }: Sent): readonly [string, string] {
  const proof = /"link_with":"([^"]*)"/.exec(body ?? "")?.[1] ?? "";
  return [(headers["authorization"] ?? "").replace(/^Bearer /, ""), proof];
}

/** Which name a token that left must have had in print. A made-up text has none. */
function namesOf(
  request: Sent,
  held: Held,
  scenario: Scenario | null,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [index, token] of tokensIn(request).entries()) {
    if (!/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(token)) continue;
    const known = Object.entries(held).find(([, value]) => value === token)?.[0];
    const tampered = Object.entries(held).find(([, value]) => unsigned(value) === unsigned(token));
    const change = scenario?.changes.find(
      (one) => one.by === "mint" && (one.slot === "bearer") === (index === 0),
    );
    const owner = change?.by === "mint" ? change.owner : "?";
    const changed = tampered && tampered[0].replace(" · ", " · changed ");
    names.set(token, known ?? changed ?? `${owner} · token made for a lesson`);
  }
  return names;
}

const unsigned = (token: string) => token.slice(0, token.lastIndexOf("."));

/** What has to be printed for a request that left. */
function linesOf(
  { method, url, headers, body }: Sent,
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const { host, pathname } = new URL(url);
  const named = (text: string) =>
    [...names].reduce((line, [token, name]) => line.replaceAll(token, name), text);
  const missing = headers["authorization"] === undefined && method !== "GET";
  return [
    `${method} ${pathname}`,
    `Host: ${host}`,
    ...(headers["authorization"] ? [`Authorization: ${named(headers["authorization"])}`] : []),
    ...(headers["content-type"] ? [`Content-Type: ${headers["content-type"]}`] : []),
    ...(missing ? ["Authorization: not sent"] : []),
    ...(body === null ? [] : [shortened(named(body))]),
  ];
}

/** A body over 100 KB is cut in print, and says how long it is. */
function shortened(body: string): string {
  return body.replace(
    /x{401,}/,
    (letters) => `${"x".repeat(400)}… Show all ${letters.length.toLocaleString("en")} characters`,
  );
}

function variables(names: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...names].map(([token, name]) => [name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"), token]),
  );
}

/** Has a shell run the command, with a `curl` that only says what it was called with. */
function runCurl(command: string, names: ReadonlyMap<string, string>): Sent {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  const shell = spawnSync("bash", ["-s"], {
    input: script,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], ...variables(names) },
    maxBuffer: 1024 * 1024,
  });
  const args = shell.stdout.split("\0").slice(0, -1);
  const after = (flag: string) =>
    args.flatMap((arg, index) => (args[index - 1] === flag ? [arg] : []));
  return {
    method: after("-X")[0] ?? "",
    url: args.find((arg) => URL.canParse(arg)) ?? "",
    headers: Object.fromEntries(
      after("-H").map((header) => {
        const [name = "", value = ""] = header.split(/: (.*)/s);
        return [name.toLowerCase(), value];
      }),
    ),
    body: after("-d")[0] ?? null,
  };
}

/** Runs the code, with a `fetch` that only says what it was called with. */
async function runFetch(code: string, names: ReadonlyMap<string, string>): Promise<Sent> {
  const given = variables(names);
  // oxlint-disable-next-line typescript/no-implied-eval -- the code under test
  const run = new Function(
    "fetch",
    ...Object.keys(given),
    `return (async () => { ${code} })();`,
  ) as (...args: unknown[]) => Promise<void>;
  let seen: Sent | null = null;
  const seeing = (url: string, { method = "GET", headers = {}, body = null }: FetchInit = {}) => {
    const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    seen = { method, url, headers: Object.fromEntries(named), body };
  };
  await run(seeing, ...Object.values(given));
  if (seen === null) throw new Error("the code sends nothing");
  return seen;
}

type FetchInit = { method?: string; headers?: Record<string, string>; body?: string | null };

/** What a card must say of the claims that it names. */
function claimsIn(token: string, names: readonly string[]): Record<string, unknown> {
  if (!token.startsWith("eyJ")) return token === "" ? {} : { text: textCard(token) };
  const [header = "", payload = ""] = token.split(".");
  const all = {
    signature: "one character is another",
    ...(parse(payload) as object),
    ...(parse(header) as object),
  };
  return Object.fromEntries(names.map((name) => [name, shown(name, Reflect.get(all, name))]));
}

/** A card may put first what decides. */
const inOrder = (scope: string) => scope.split(" ").toSorted().join(" ");

const asText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

const parse = (part: string): unknown =>
  JSON.parse(Buffer.from(part, "base64url").toString("utf8"));

const textCard = (text: string): unknown =>
  text.length > 40 ? expect.stringContaining(text.slice(0, 40)) : text;

function shown(name: string, value: unknown): unknown {
  if (value === undefined) return "absent";
  if (name === "exp")
    return expect.stringContaining(new Date(Number(value) * 1000).toISOString().slice(0, 19));
  if (name === "scope") return inOrder(asText(value));
  return Array.isArray(value) ? value.map(String).join(" ") : asText(value);
}
