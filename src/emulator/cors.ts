import type { Context } from "hono";
import { REQUEST_HEADER } from "./answer-log.ts";
import type { Core, TenantEnv } from "./core.ts";
import { NOT_EMULATED_HEADER } from "./not-emulated.ts";
import { notEmulatedAt } from "#emulator/rules/not-emulated-endpoints.ts";
import { isApiPath } from "#emulator/rules/refusal.ts";

const EXPOSED = `X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, WWW-Authenticate, ${REQUEST_HEADER}, ${NOT_EMULATED_HEADER}`;

/** Who may read the answers at an address. */
export type Cors = {
  /** Says before a request what it may be. */
  prepare: (c: Context<TenantEnv>) => void;
  /** Says of an answer who may read it. */
  allow: (c: Context<TenantEnv>) => void;
};

/**
 * Finds what holds at an address; undefined where no script may read. The authorization endpoint is one of
 * these: a browser goes there, a script must not. What is not emulated, scripts may read.
 */
export function createCors(core: Core) {
  const registered = createRegisteredCors(core);
  return function corsAt(method: string, path: string): Cors | undefined {
    if (/^\/\.well-known(?:\/|$)/.test(path)) return PUBLIC_CORS;
    if (/^\/(?:oauth|api\/v2)(?:\/|$)|^\/userinfo$/.test(path)) return registered;
    const isOffered = isApiPath(path) || notEmulatedAt(method, path) === undefined;
    return isOffered ? undefined : registered;
  };
}

/**
 * Lets the origins that an application registered read its answers. Before the application is known, in
 * a preflight or a refused request, an origin of any application will do.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.6
 */
function createRegisteredCors(core: Core): Cors {
  const isOfAny = (origin: string): boolean =>
    [...core.config.applications.values()].some(({ corsOrigins }) => corsOrigins.has(origin));
  return {
    prepare: (c) => {
      const origin = c.req.header("Origin");
      c.header("Vary", "Origin");
      if (origin === undefined || !isOfAny(origin)) return;
      c.header("Access-Control-Allow-Origin", origin);
      c.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
      c.header("Access-Control-Allow-Headers", "Auth0-Client, Content-Type, Authorization, DPoP");
      c.header("Access-Control-Max-Age", "600");
    },
    allow: (c) => {
      const origin = c.req.header("Origin");
      c.header("Vary", "Origin", { append: true });
      const application = c.get("application");
      if (origin !== undefined && (application?.corsOrigins.has(origin) ?? isOfAny(origin))) {
        c.header("Access-Control-Allow-Origin", origin);
        c.header("Access-Control-Expose-Headers", EXPOSED);
      }
    },
  };
}

/** Lets every origin read what is public: discovery and keys. */
const PUBLIC_CORS: Cors = {
  prepare: (c) => {
    c.header("Access-Control-Allow-Origin", "*");
    c.header("Access-Control-Allow-Methods", "GET");
    c.header("Access-Control-Allow-Headers", "Auth0-Client, Content-Type");
    c.header("Access-Control-Max-Age", "600");
  },
  allow: (c) => {
    c.header("Access-Control-Allow-Origin", "*");
    c.header("Access-Control-Expose-Headers", REQUEST_HEADER);
  },
};

/** Whether a browser asks what a script may send. */
export function isPreflight({ req }: Context): boolean {
  return req.method === "OPTIONS" && req.header("Access-Control-Request-Method") !== undefined;
}
