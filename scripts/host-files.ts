import { renderHtaccess } from "./hosts/apache.ts";
import { renderCaddyfile } from "./hosts/caddy.ts";
import { renderFirebase } from "./hosts/firebase.ts";
import { renderHeadersFile } from "./hosts/headers-file.ts";
import { renderNginx } from "./hosts/nginx.ts";
import { renderVercel } from "./hosts/vercel.ts";

/** The files that tell a host of static files what to send, by name: for beside the built page. */
export function createHostFiles(): Readonly<Record<string, string>> {
  return {
    _headers: renderHeadersFile(),
    "vercel.json": renderVercel(),
    "firebase.json": renderFirebase(),
    "nginx.conf": renderNginx(),
    Caddyfile: renderCaddyfile(),
    ".htaccess": renderHtaccess(),
  };
}
