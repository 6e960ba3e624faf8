/** What the app needs of a browser store. */
export type Area = Pick<Storage, "getItem" | "setItem" | "removeItem" | "clear">;

/**
 * A store of the browser, or one in memory where the browser keeps its own shut (site data blocked).
 *
 * @param open gives the browser's store, and may throw
 */
export function openArea(open: () => Storage): Area {
  try {
    const area = open();
    area.getItem("linklab");
    return area;
  } catch {
    return createMemoryArea();
  }
}

function createMemoryArea(): Area {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  };
}

/** Where the walkthrough of a tab is stored. */
export const WALKTHROUGH_KEY = "linklab.walkthrough";

/** What lasts for this tab. */
export const tabArea: Area = openArea(() => window.sessionStorage);

/** What lasts for later visits: the theme and the reader's own tenant. */
export const siteArea: Area = openArea(() => window.localStorage);
