import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CLIENTS, type Client, type Served } from "#test/clients/settings.ts";
import { ROOT } from "./setup.mjs";
import { code, table } from "./tenant-page.ts";

const PAGE = readFileSync(join(ROOT, "docs", "testing.md"), "utf8");

const at = (url: string): Served => ({ url, host: new URL(url).host, issuer: `${url}/` });

/** As somebody writes it: `domain: "localhost:5180"`. */
function print(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]: [string, unknown]) =>
      typeof value === "object" && value !== null
        ? `${name}: { ${print(value)} }`
        : `${name}: ${JSON.stringify(value)}`,
    )
    .join(", ");
}

function row({ name, settings, httpsOnly, besides = "" }: Client): string[] {
  const http =
    httpsOnly === undefined
      ? code(print(settings(at("http://localhost:5180"))))
      : `https only: it ${httpsOnly}`;
  return [name, code(print(settings(at("https://localhost:5180")))), http, besides];
}

test("docs/testing.md has the settings that the clients are tested with; --update writes them anew", async () => {
  const settings = table(["SDK", "https", "http", "Besides"], CLIENTS.map(row));
  const written = PAGE.replace(/^\| SDK .*\n(?:\|.*\n)+/m, () => `${settings}\n`);
  expect(written).toContain(settings);
  await expect(written).toMatchFileSnapshot("../docs/testing.md");
});
