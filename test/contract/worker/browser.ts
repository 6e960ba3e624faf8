import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "@playwright/test";
import type { Worker } from "@playwright/test";
import type { JWK } from "jose";
import { APP_ORIGIN } from "#test/support/tenant.ts";
import { buildContractWorker } from "./build.ts";

/** A worker of the site in a browser of its own. */
export type Hosted = { worker: Worker; close: () => Promise<void> };

/**
 * Serves the contract's worker as a host of files does, and opens the site at the origin of the contract's app.
 * @param executablePath of a Chromium
 */
export async function hostWorker(executablePath: string): Promise<Hosted> {
  const files = new Map([
    ["/", ["text/html", "<!doctype html><title>The contract</title>"]],
    ["/tenant-worker.js", ["text/javascript", await buildContractWorker()]],
  ]);
  const server = createServer(({ url = "" }, response) => {
    const [type, text] = files.get(url) ?? [];
    response.writeHead(text === undefined ? 404 : 200, type ? { "Content-Type": type } : {});
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath,
    args: [
      `--host-resolver-rules=MAP ${new URL(APP_ORIGIN).host} 127.0.0.1:${port}`,
      "--disable-background-networking",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(APP_ORIGIN);
  const started = context.waitForEvent("serviceworker");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/tenant-worker.js");
    await navigator.serviceWorker.ready;
  });
  const worker = await started;
  return {
    worker,
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** Lets the worker wake with these keys, as it would with those of the day before. */
export async function keepKeys(
  worker: Worker,
  keys: Record<"current" | "next", JWK>,
): Promise<void> {
  await worker.evaluate(async (jwks) => {
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const load = async (jwk: JsonWebKey & { kid?: string | undefined }) => {
      const { kty, n, e, kid } = jwk;
      const publicJwk = { kty, use: "sig", n, e, kid, alg: "RS256" } as JsonWebKey;
      return {
        kid,
        publicJwk,
        privateKey: await crypto.subtle.importKey("jwk", jwk, algorithm, false, ["sign"]),
        publicKey: await crypto.subtle.importKey("jwk", publicJwk, algorithm, true, ["verify"]),
      };
    };
    const kept = {
      current: await load(jwks.current),
      next: await load(jwks.next),
    };
    await new Promise((resolve, reject) => {
      const opened = indexedDB.open("linklab-tenant-1");
      opened.addEventListener("error", reject);
      opened.addEventListener("upgradeneeded", () => opened.result.createObjectStore("parts"));
      opened.addEventListener("success", () => {
        const { result: database } = opened;
        const writing = database.transaction("parts", "readwrite");
        writing.objectStore("parts").put(kept, "keys");
        writing.addEventListener("complete", () => {
          database.close();
          resolve(null);
        });
      });
    });
  }, keys);
}
