import { expect, test } from "vitest";
import { jsonAnswer } from "#test/support/tokens.ts";
import { loadConfig } from "./config.ts";

const TENANT = { name: "Emulated tenant", domain: "http://localhost:5180", clientId: "spa" };
const HINTS = { A: "ada", B: "Google" };

function load(answer: Response, appUrl = "http://localhost:5173") {
  return loadConfig(async (url) => {
    expect(url).toBe(`${appUrl}/linklab.config.json`);
    return answer;
  }, appUrl);
}

test("reads the tenant of this deployment", async () => {
  const config = await load(jsonAnswer(200, { tenant: { ...TENANT, accountHints: HINTS } }));
  expect(config).toMatchObject({
    tenantName: "Emulated tenant",
    tenant: { issuer: "http://localhost:5180/", clientId: "spa" },
    accountHints: HINTS,
    isOwn: false,
  });
});

test("keeps a canonical domain apart from a custom one", async () => {
  const domains = { domain: "login.example.com", canonicalDomain: "example.eu.auth0.com" };
  const { tenant } = await load(jsonAnswer(200, { tenant: { ...TENANT, ...domains } }));
  expect(tenant).toMatchObject({
    issuer: "https://login.example.com/",
    audience: "https://example.eu.auth0.com/api/v2/",
  });
});

test.each([
  ["https://linklab.example", "https://linklab.example", "https://linklab.example/_linklab"],
  ["http://localhost:8000", "http://localhost:8000", "http://localhost:8000/_linklab"],
  ["http://0.0.0.0:8000", "http://localhost:8000", null],
  ["https://linklab.example/demo", "https://linklab.example", null],
])("at %s the tenant of its own is at %s, steered at %s", async (appUrl, origin, controlUrl) => {
  const tenant = { ...TENANT, domain: "self", control: "/_linklab" };
  const config = await load(jsonAnswer(200, { tenant }), appUrl);
  expect(config).toMatchObject({ tenant: { origin }, controlUrl });
});

test("a tenant of the site's own is no other host", async () => {
  const own = await load(
    jsonAnswer(200, { tenant: { ...TENANT, domain: "self" } }),
    "https://lab.example",
  );
  const other = await load(jsonAnswer(200, { tenant: { ...TENANT, domain: "other.example" } }));
  expect([own.tenant.isLocal, other.tenant.isLocal]).toEqual([true, false]);
});

test("needs no hints", async () => {
  expect((await load(jsonAnswer(200, { tenant: TENANT }))).accountHints).toBeNull();
});

test("without a word of it there is no banner, and nothing is left out", async () => {
  const config = await load(jsonAnswer(200, { tenant: TENANT }));
  expect(config).toMatchObject({ banner: null, leftOut: [] });
});

test("reads what stands above every page, and what is offered", async () => {
  const banner = {
    text: "Workshop at X: the room's tenant is room-4.",
    link: { label: "Timetable", href: "https://x.example/timetable" },
  };
  const features = ["check", "tokens", "errors", "use-cases"];
  expect(await load(jsonAnswer(200, { tenant: TENANT, banner, features }))).toMatchObject({
    banner,
    leftOut: ["labs", "tenant", "own-tenant"],
  });
});

test.each([
  ["a 404", jsonAnswer(404, {}), "linklab.config.json answered 404."],
  [
    "the page in place of the file",
    new Response("<!doctype html>"),
    "linklab.config.json is not JSON.",
  ],
  ["an empty file", new Response(""), "linklab.config.json is not JSON."],
  ["null", jsonAnswer(200, null), /^linklab\.config\.json: all: .+\.$/],
  ["no tenant", jsonAnswer(200, {}), /^linklab\.config\.json: tenant: .+\.$/],
  [
    "a domain that is a number",
    jsonAnswer(200, { tenant: { ...TENANT, domain: 5180 } }),
    /^linklab\.config\.json: tenant\.domain: .+ but received 5180\.$/,
  ],
  [
    "an empty client ID",
    jsonAnswer(200, { tenant: { ...TENANT, clientId: "" } }),
    /^linklab\.config\.json: tenant\.clientId: .+\.$/,
  ],
  [
    "one hint of two",
    jsonAnswer(200, { tenant: { ...TENANT, accountHints: { A: "ada" } } }),
    /^linklab\.config\.json: tenant\.accountHints\.B: .+\.$/,
  ],
  [
    "a banner that is a text only",
    jsonAnswer(200, { tenant: TENANT, banner: "Hello" }),
    /^linklab\.config\.json: banner: .+ Object but received "Hello"\.$/,
  ],
  [
    "a banner that is too long",
    jsonAnswer(200, { tenant: TENANT, banner: { text: "x".repeat(201) } }),
    /^linklab\.config\.json: banner\.text: .+ <=200 but received 201\.$/,
  ],
  [
    "a link that is a script",
    jsonAnswer(200, {
      tenant: TENANT,
      banner: { text: "Hello", link: { label: "Here", href: "javascript:alert(1)" } },
    }),
    "banner.link.href: It has to begin with https:// or http://.",
  ],
  [
    "a part that there is not",
    jsonAnswer(200, { tenant: TENANT, features: ["check", "lab"] }),
    /^linklab\.config\.json: features\.1: .+"labs".+ but received "lab"\.$/,
  ],
  [
    "a domain with a path",
    jsonAnswer(200, { tenant: { ...TENANT, domain: "example.com/x" } }),
    /domain without a path/,
  ],
])("says what is wrong with %s", async (_, answer, message) => {
  await expect(load(answer)).rejects.toThrow(message);
});
