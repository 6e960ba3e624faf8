/** Where the build lists its files. */
const LIST = "/site-files.json";

/** The page for every address of the app: it names its scripts by their whole paths. */
export const SHELL = "/404.html";

const PREFIX = "linklab-files-";

/** How many versions stay: a tab of the one before may still ask for a part of it. */
const VERSIONS = 2;

/** The files of the site, as far as this browser keeps them. */
export type KeptFiles = {
  /** Takes all that are not there yet. Rejects when one cannot be had. */
  fill: () => Promise<void>;
  /** Hashed files never change: the one that is there, in whichever version. */
  readOrFetch: (request: Request) => Promise<Response>;
  /** What may change: from the network, and only without one what is there. */
  fetchOrRead: (request: Request) => Promise<Response>;
};

/** @param version of the build */
export function createKeptFiles(version: string): KeptFiles {
  const name = PREFIX + version;
  return {
    fill: async () => {
      const cache = await caches.open(name);
      const list: unknown = await (await fetch(LIST, { cache: "no-cache" })).json();
      const wanted = Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
      for (const path of [SHELL, "/", ...wanted])
        if ((await cache.match(path)) === undefined) await cache.add(path);
      const names = (await caches.keys()).filter((one) => one.startsWith(PREFIX));
      await Promise.all(names.slice(0, -VERSIONS).map((old) => caches.delete(old)));
    },
    readOrFetch: async (request) => (await caches.match(request)) ?? fetch(request),
    fetchOrRead: async (request) => {
      try {
        return await fetch(request);
      } catch (error) {
        const cache = await caches.open(name);
        const found = await cache.match(request, { ignoreSearch: true });
        if (found === undefined) throw error;
        return found;
      }
    },
  };
}
