import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import type { Page } from "@playwright/test";
import { expect, test } from "./linklab.ts";
import { ADA, logIn } from "./walkthrough.ts";

/** The browser that people have. The headless shell sends cookies that it keeps back. */
const whole = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "chromium"))
  .find((path) => existsSync(path));

/** The app lets nobody frame it, so what the frame comes back to is not shown. */
const FRAMED = /frame-ancestors 'none'/;

/** Asks the tenant silently in a frame, and gives the query that comes back. */
async function askInFrame(page: Page, authorize: string): Promise<string> {
  const callback = page.waitForRequest((request) => request.url().includes("/callback?"));
  const refused = page.waitForEvent("console", (message) => FRAMED.test(message.text()));
  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.src = src;
    document.body.append(frame);
  }, authorize);
  await refused;
  return new URL((await callback).url()).search;
}

// What the second frame gets is up to the browser. The docs tell what this one does, and no more is promised.
test("a frame of the app is answered from the session, one of another site is not", async ({
  linklab,
  launchOptions,
  watchAlso,
  expectConsole,
}) => {
  test.skip(whole === undefined, "there is no command chromium");
  const browser = await chromium.launch({ ...launchOptions, executablePath: whole! });
  const page = await browser.newPage();
  watchAlso(page.context());
  expectConsole(/^request to a foreign host: http:\/\/127\.0\.0\.1:/);
  expectConsole(FRAMED);
  const authorize = new URL("/authorize", linklab.tenantOrigin);
  authorize.search = new URLSearchParams({
    client_id: "linklab-spa",
    redirect_uri: `${linklab.origin}/callback`,
    response_type: "code",
    scope: "openid",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  }).toString();

  // A server of its own: to a page that is made up, Chromium lets nothing of this computer through.
  const server = createServer((_, answer) => {
    answer.setHeader("Content-Type", "text/html");
    answer.end("<!doctype html><title>A page</title>");
  });
  server.listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  await page.goto(`${authorize.href}&prompt=login`);
  await logIn(page, ADA);
  await page.waitForURL(/\/callback\?/);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ sameSite, secure }) => [sameSite, secure])).toEqual([
    ["None", true],
    ["Lax", false],
  ]);
  const silent = `${authorize.href}&prompt=none`;
  await page.goto(`http://localhost:${port}/`);
  expect(await askInFrame(page, silent)).toMatch(/^\?code=/);
  await page.goto(`http://127.0.0.1:${port}/`);
  expect(await askInFrame(page, silent)).toMatch(/^\?error=login_required/);
  await browser.close();
  server.close();
});
