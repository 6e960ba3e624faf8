import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Frame, Page } from "@playwright/test";
import { expect, test } from "./linklab.ts";

/** Asks for a picture that the policy does not allow. */
async function violate(where: Page | Frame, picture: string): Promise<void> {
  await where.evaluate((url) => {
    new Image().src = url;
  }, picture);
}

/** Where nothing is, and nothing is asked. */
const at = (name: string) => `http://localhost:1/${name}`;

const violation = (name: string) => new RegExp(`/${name}.* violates .*Content Security Policy`);

// That each of these fails a test which does not expect it is what the whole run rests on.
test("(S 11) what a policy forbids is seen in the app, a popup, a page of the tenant and its frame", async ({
  page,
  linklab,
  expectConsole,
}) => {
  await page.goto("/");
  await violate(page, at("app"));
  expectConsole(violation("app"));

  const login = new URL("/authorize", linklab.tenantOrigin);
  login.search = new URLSearchParams({
    client_id: "linklab-spa",
    redirect_uri: `${linklab.origin}/callback`,
    response_type: "code",
    response_mode: "web_message",
    scope: "openid",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
  }).toString();
  const opened = page.waitForEvent("popup");
  await page.evaluate((url) => void window.open(url), login.href);
  const popup = await opened;
  await expect(popup.getByRole("button", { name: "Continue", exact: true })).toBeVisible();
  await violate(popup, at("popup"));
  expectConsole(violation("popup"));

  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.src = src;
    document.body.append(frame);
  }, `${login.href}&prompt=none`);
  await expect.poll(() => page.frames().at(-1)?.url()).toContain("prompt=none");
  await page.frames().at(-1)?.waitForLoadState();
  await violate(page.frames().at(-1) ?? page, at("frame"));
  expectConsole(violation("frame"));

  await page.goto(login.href);
  await violate(page, at("tenant"));
  expectConsole(violation("tenant"));
});

test("(S 11) what a policy forbids is seen in workers, and where it is only reported", async ({
  page,
  expectConsole,
}) => {
  const server = createServer(({ url }, answer) => {
    const isWorker = url === "/worker.js";
    answer.setHeader("Content-Type", isWorker ? "text/javascript" : "text/html");
    const name = `Content-Security-Policy${url?.startsWith("/reported") ? "-Report-Only" : ""}`;
    answer.setHeader(name, isWorker ? "connect-src 'none'" : "img-src 'none'");
    answer.end(
      isWorker
        ? "onmessage = ({ data }) => fetch(data).catch(() => null)"
        : "<!doctype html><title>Page</title>",
    );
  });
  server.listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  await page.goto(`http://localhost:${port}/reported`);
  await violate(page, "/reported-picture");
  expectConsole(violation("reported-picture"));

  await page.goto(`http://localhost:${port}/`);
  const started = page.waitForEvent("worker");
  await page.evaluate(() => {
    Object.assign(window, { worker: new Worker("/worker.js") });
  });
  const registered = page.context().waitForEvent("serviceworker");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/worker.js");
    await navigator.serviceWorker.ready;
  });
  // What each is told next comes after it was told to say what it violates.
  for (const worker of [await started, await registered]) await worker.evaluate(() => null);
  await page.evaluate(
    async ([first, second]) => {
      const { worker } = window as unknown as { worker: Worker };
      worker.postMessage(first, []);
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage(second, []);
    },
    [at("worker"), at("service")],
  );
  expectConsole(violation("worker"));
  expectConsole(violation("service"));
  server.close();
});
