import type { Context, Next } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import { REQUEST_HEADER } from "./answer-log.ts";
import type { Core, TenantEnv } from "./core.ts";
import { NOT_EMULATED_HEADER } from "./not-emulated.ts";

const EXPOSED = `X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, WWW-Authenticate, ${REQUEST_HEADER}, ${NOT_EMULATED_HEADER}`;

/**
 * Lets the origins that an application registered read its answers. Before the application is known, in
 * a preflight or a refused request, an origin of any application will do. The authorization endpoint is
 * not wrapped in this: a browser goes there, a script must not.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.6
 */
export function createCors(core: Core) {
  const isOfAny = (origin: string): boolean =>
    [...core.config.applications.values()].some(({ corsOrigins }) => corsOrigins.has(origin));

  return async function cors(c: Context<TenantEnv>, next: Next): Promise<Response | undefined> {
    const origin = c.req.header("Origin");
    if (isPreflight(c)) {
      c.header("Vary", "Origin");
      if (origin !== undefined && isOfAny(origin)) {
        c.header("Access-Control-Allow-Origin", origin);
        c.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        c.header("Access-Control-Allow-Headers", "Auth0-Client, Content-Type, Authorization, DPoP");
        c.header("Access-Control-Max-Age", "600");
      }
      return answer(c, "preflight");
    }
    await next();
    c.header("Vary", "Origin", { append: true });
    const application = c.get("application");
    if (origin !== undefined && (application?.corsOrigins.has(origin) ?? isOfAny(origin))) {
      c.header("Access-Control-Allow-Origin", origin);
      c.header("Access-Control-Expose-Headers", EXPOSED);
    }
    return undefined;
  };
}

/** Lets every origin read what is public: discovery and keys. */
export async function publicCors(c: Context<TenantEnv>, next: Next): Promise<Response | undefined> {
  c.header("Access-Control-Allow-Origin", "*");
  if (isPreflight(c)) {
    c.header("Access-Control-Allow-Methods", "GET");
    c.header("Access-Control-Allow-Headers", "Auth0-Client, Content-Type");
    c.header("Access-Control-Max-Age", "600");
    return answer(c, "preflight");
  }
  c.header("Access-Control-Expose-Headers", REQUEST_HEADER);
  await next();
  return undefined;
}

function isPreflight(c: Context): boolean {
  return c.req.method === "OPTIONS" && c.req.header("Access-Control-Request-Method") !== undefined;
}
