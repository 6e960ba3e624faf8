import { readFileSync } from "node:fs";
import type { Verdict } from "#linking/use-cases/judgement.ts";
import type { UseCaseNumber } from "#linking/use-cases/use-cases.ts";
import { idTokenOfA, idTokenOfB, ownToken } from "./har-requests.ts";

/** A recording of this app's walkthrough, from A's login to the link. */
type Recorded = {
  readonly name: string;
  readonly text: string;
  readonly calls: readonly (readonly [Verdict, UseCaseNumber | null])[];
  readonly tokens: readonly string[];
  readonly asks?: "body";
  readonly basis: "seen" | "inferred";
};

/**
 * Recorded on 2026-11-29 at the emulated tenant: by Playwright 1.65.1 (`recordHar`), and from the
 * Network domain of Chromium 156's protocol, set as its network panel exports. Ports, codes, states
 * and nonces were replaced, other requests and headers left out. In the place of tokens stand names,
 * for which tokens are made here.
 */
export const RECORDED: readonly Recorded[] = [
  {
    name: "Chromium, code",
    text: withTokens("chromium-code"),
    calls: [["new-way", 4]],
    tokens: ["access_token", "id_token", "id_token"],
    basis: "seen",
  },
  {
    name: "Chromium, code, without its secrets",
    text: withoutHeader(withTokens("chromium-code")),
    calls: [["new-way", 4]],
    tokens: ["access_token", "id_token", "id_token"],
    basis: "inferred",
  },
  {
    name: "Chromium, implicit",
    text: withTokens("chromium-implicit"),
    calls: [["new-way", 4]],
    tokens: ["access_token", "id_token", "id_token"],
    basis: "seen",
  },
  {
    name: "Chromium, implicit, without its secrets",
    text: withoutHeader(withTokens("chromium-implicit")),
    calls: [["new-way", 4]],
    tokens: ["access_token", "id_token", "id_token"],
    basis: "inferred",
  },
  {
    name: "Playwright, code",
    text: withTokens("playwright-code"),
    calls: [["cannot-tell", null]],
    tokens: ["access_token", "id_token", "id_token"],
    asks: "body",
    basis: "seen",
  },
  {
    name: "Playwright, implicit",
    text: withTokens("playwright-implicit"),
    calls: [["cannot-tell", null]],
    tokens: ["id_token", "Authorization"],
    asks: "body",
    basis: "seen",
  },
];

function withTokens(name: string): string {
  return readFileSync(new URL(`./recorded/${name}.json`, import.meta.url), "utf8")
    .replaceAll("{{access-token-A}}", ownToken)
    .replaceAll("{{id-token-A}}", idTokenOfA("nonce-1"))
    .replaceAll("{{opaque-token-B}}", "o".repeat(32))
    .replaceAll("{{id-token-B}}", idTokenOfB("nonce-2"));
}

function withoutHeader(text: string): string {
  return text.replaceAll(/\{\s*"name": "Authorization",\s*"value": "[^"]*"\s*\},?/gi, "");
}
