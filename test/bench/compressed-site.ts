import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import * as v from "valibot";
import { listen, startOn, type Door } from "#cli/listen.ts";
import { createPage } from "#cli/page.ts";
import { ROOT, SITE } from "#scripts/setup.mjs";

/** What hosts of static files compress; fonts are compressed already. */
const COMPRESSED = /^(?:text\/|application\/(?:json|manifest)|image\/svg)|javascript/;

const WAYS = [
  { name: "br", compress: brotliCompressSync },
  { name: "gzip", compress: gzipSync },
] as const;

/**
 * Serves the built site as a host of static files does: with the headers of the ready files, and compressed before
 * anybody asks.
 * @param pages what is asked for, besides the files that the site lists
 */
export async function serveCompressed(pages: readonly string[]): Promise<Door> {
  const page = createPage(join(ROOT, SITE));
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const door = await startOn(0, "--port", listen);
  door.open(async ({ request, refused }) => {
    const response = await page.fetch(request, { refused });
    const accepted = request.headers.get("Accept-Encoding") ?? "";
    const way = WAYS.find(({ name }) => accepted.includes(name));
    const isCompressed = COMPRESSED.test(response.headers.get("Content-Type") ?? "");
    if (!response.ok || !isCompressed || way === undefined) return response;
    const key = `${way.name} ${new URL(request.url).pathname}`;
    const body = kept.get(key) ?? way.compress(await response.arrayBuffer());
    kept.set(key, body);
    const headers = new Headers(response.headers);
    headers.set("Content-Encoding", way.name);
    headers.set("Vary", "Accept-Encoding");
    headers.set("Content-Length", String(body.byteLength));
    return new Response(body, { headers });
  });
  const list = readFileSync(join(ROOT, SITE, "site-files.json"), "utf8");
  const files = v.parse(v.array(v.string()), JSON.parse(list));
  for (const path of [...pages, ...files, "/tenant-worker.js"])
    await (await fetch(door.origin + path, { headers: { "Accept-Encoding": "br" } })).arrayBuffer();
  return door;
}
