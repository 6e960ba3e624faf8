import readerWorker from "./reading/reading-worker.ts?worker&url";

type ScriptUrls = { readonly createScriptURL: (url: string) => string };

/** Not in TypeScript's library yet, and not in every browser. */
declare const trustedTypes:
  | { createPolicy: (name: string, rules: ScriptUrls) => ScriptUrls }
  | undefined;

/** Where the worker is that answers for the tenant. A path is of the page's own origin, since its policy allows no base. */
const TENANT_WORKER = "/tenant-worker.js";

const VERSIONED = /^(?:\?v=[0-9a-f]+)?$/;

/** All that may become a script whose address is text: the reader's worker, and the tenant's in any version. */
const RULES: ScriptUrls = {
  createScriptURL(url) {
    const isTenantWorker =
      url.startsWith(TENANT_WORKER) && VERSIONED.test(url.slice(TENANT_WORKER.length));
    if (url !== readerWorker && !isTenantWorker) throw new TypeError("no script of LinkLab");
    return url;
  },
};

let made: ScriptUrls | null = null;

/** The page's policy lets the one name make the URL of a script; a second policy of it is refused. */
function scriptUrls(): ScriptUrls {
  made ??=
    typeof trustedTypes === "undefined" ? RULES : trustedTypes.createPolicy("linklab", RULES);
  return made;
}

/** The worker that reads what is large, for `new Worker`. */
export function readerScript(): string {
  return scriptUrls().createScriptURL(readerWorker);
}

/**
 * The worker that answers for the tenant, for `serviceWorker.register`.
 *
 * @param version Hex digits, another for every build
 * @throws TypeError where the version is anything else
 */
export function tenantScript(version?: string): string {
  const query = version === undefined ? "" : `?v=${version}`;
  return scriptUrls().createScriptURL(TENANT_WORKER + query);
}
