import { openDB } from "idb";

/** The parts of a tenant in a database of this browser, each by its name. */
export type KeptState = {
  /** All that is there. */
  read: () => Promise<ReadonlyMap<string, unknown>>;
  /** Writes these, all or none. Rejects when the browser does not keep them. */
  write: (parts: ReadonlyMap<string, unknown>) => Promise<void>;
};

const DATABASE = "linklab-tenant";
const PARTS = "parts";

/** The shape of what is kept. What an earlier version kept is thrown away. */
const VERSION = 1;

/**
 * Opens the database. Rejects where the browser has none, or may not use it.
 * @param onGone told when somebody deletes the database, or the browser does; nothing can be read or written
 * any more. Who does not close it then keeps others waiting.
 */
export async function openKeptState(onGone: () => void): Promise<KeptState> {
  const database = await openDB(DATABASE, VERSION, {
    upgrade: (opened) => {
      for (const name of opened.objectStoreNames) opened.deleteObjectStore(name);
      opened.createObjectStore(PARTS);
    },
    blocking: (_current, _next, event) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the event is of this connection
      (event.target as IDBDatabase).close();
      onGone();
    },
    terminated: onGone,
  });
  return {
    read: async () => {
      const { store } = database.transaction(PARTS);
      const [names, parts] = await Promise.all([store.getAllKeys(), store.getAll()]);
      return new Map(
        names.flatMap((name, at) => (typeof name === "string" ? [[name, parts[at]]] : [])),
      );
    },
    write: async (parts) => {
      const { store, done } = database.transaction(PARTS, "readwrite");
      await Promise.all([...[...parts].map(([name, part]) => store.put(part, name)), done]);
    },
  };
}
