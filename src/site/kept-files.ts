/** Where the build lists its files. */
const LIST = "/site-files.json";

/** The page for every address of the app: it names its scripts by their whole paths. */
const SHELL = "/404.html";

/** What a page of the site has in it, and the pages of its host have not. */
const MARK = 'name="linklab-version"';

const PREFIX = "linklab-files-";

/** How many versions stay: a tab of the one before may still ask for a part of it. */
const VERSIONS = 2;

/** The files of the site, as far as this browser keeps them. */
export type KeptFiles = {
  /** Takes all that are not there yet, as long as they are wanted. Rejects when one cannot be had. */
  fill: (isWanted: () => boolean) => Promise<void>;
  /**
   * The page: from the network, and where that has none of ours, the one that is there. Undefined where another site has
   * taken the place of ours. Rejects when there is none.
   */
  readPage: () => Promise<string | undefined>;
  /** Hashed files never change: the one that is there, in whichever version. */
  readOrFetch: (request: Request) => Promise<Response>;
  /** What may change: from the network, and only without one what is there. */
  fetchOrRead: (request: Request) => Promise<Response>;
};

/**
 * @param version of the build
 * @param worker the path of the script that this is a part of: a host without it is not ours
 */
export function createKeptFiles(version: string, worker: string): KeptFiles {
  const open = () => caches.open(PREFIX + version);

  return {
    fill: async (isWanted) => {
      const cache = await open();
      const list: unknown = await (await fetch(LIST, { cache: "no-cache" })).json();
      const wanted = Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
      const shell = await fetchShell();
      if (shell !== undefined) await cache.put(SHELL, new Response(shell));
      for (const path of wanted)
        if (isWanted() && (await cache.match(path)) === undefined)
          await cache.put(path, await fetchFile(path));
      const names = (await caches.keys()).filter((one) => one.startsWith(PREFIX));
      await Promise.all(names.slice(0, -VERSIONS).map((old) => caches.delete(old)));
    },
    readPage: async () => {
      const page = await fetchShell();
      if (page !== undefined) return page;
      if (await isWithout(worker).catch(() => false)) return undefined;
      return (await (await open()).match(SHELL))?.text() ?? fail();
    },
    readOrFetch: async (request) => (await caches.match(request)) ?? fetch(request),
    fetchOrRead: async (request) => {
      try {
        return await fetch(request);
      } catch (error) {
        const found = await (await open()).match(request, { ignoreSearch: true });
        if (found === undefined) throw error;
        return found;
      }
    },
  };
}

/** Undefined where what comes is no page of ours: the host is gone, or has one of its own to show. */
async function fetchShell(): Promise<string | undefined> {
  const answer = await fetch(SHELL, { cache: "no-cache" }).catch(() => undefined);
  const page = await answer?.text();
  return page?.includes(MARK) === true ? page : undefined;
}

/** Whether the host answers, and has no such script. Rejects without a network. */
async function isWithout(script: string): Promise<boolean> {
  const { status, redirected, headers } = await fetch(script, { cache: "no-cache" });
  return status < 500 && !redirected && !/javascript/.test(headers.get("Content-Type") ?? "");
}

/** @throws TypeError where the host has a page instead, as some have for every address */
async function fetchFile(path: string): Promise<Response> {
  const answer = await fetch(path);
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html") ?? false;
  return answer.ok && !isPage ? answer : fail();
}

function fail(): never {
  throw new TypeError("not a file of this site");
}
