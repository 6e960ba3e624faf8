import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createServer } from "vite";
import type { Plugin } from "vite";
import { serveTenant } from "#emulator/hosts/node.ts";
import { listen, startOn } from "#cli/listen.ts";
import { readPorts } from "#cli/options.ts";
import { CONFIG_PATH, withTenant } from "#cli/page.ts";
import { devHeadersOf } from "./dev-headers.ts";
import { ROOT } from "./setup.mjs";
import { welcome } from "#cli/start.ts";
import { untilStopped } from "#cli/until-stopped.ts";

/** `npm run dev`: the app with hot reload, and a tenant as it was when the command started. */
export async function main(args: readonly string[]): Promise<void> {
  const { port, tenantPort } = readPorts(args, process.env, "npm run dev --");
  // Vite binds by itself, later: this finds out now whether it can, and where.
  const { origin, close } = await startOn(port, "--port", listen);
  await close();
  const tenant = await startOn(tenantPort, "--tenant-port", (free) =>
    serveTenant({ port: free, appOrigin: origin }),
  );
  const nonce = randomBytes(16).toString("base64");
  const app = await createServer({
    root: ROOT,
    plugins: [headers(nonce), tenantConfig(tenant.origin)],
    html: { cspNonce: nonce },
    server: { port: Number(new URL(origin).port), strictPort: true, host: "localhost" },
  });
  untilStopped(async () => void (await Promise.all([app.close(), tenant.close()])));
  await app.listen();
  console.log(welcome(origin, tenant.origin));
}

function headers(nonce: string): Plugin {
  return {
    name: "linklab:dev-headers",
    configureServer(server) {
      server.middlewares.use(({ url = "" }, response, next) => {
        const { pathname } = new URL(url, "http://localhost");
        for (const [name, value] of Object.entries(devHeadersOf(pathname, nonce)))
          response.setHeader(name, value);
        next();
      });
    },
  };
}

/** Answers for `linklab.config.json` as `npm start` does. */
function tenantConfig(tenantOrigin: string): Plugin {
  return {
    name: "linklab:config",
    configureServer(server) {
      server.middlewares.use(CONFIG_PATH, (_, response) => {
        const config = readFileSync(join(ROOT, "public", CONFIG_PATH), "utf8");
        response.setHeader("Content-Type", "application/json");
        response.end(withTenant(config, tenantOrigin));
      });
    },
  };
}
