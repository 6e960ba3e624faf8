import { createStore, entries, setMany } from "idb-keyval";

/** The parts of a tenant in a database of this browser, each by its name. */
export type KeptState = {
  /** All that is there. */
  read: () => Promise<ReadonlyMap<string, unknown>>;
  /** Writes these, all or none. Rejects when the browser does not keep them. */
  write: (parts: ReadonlyMap<string, unknown>) => Promise<void>;
};

/** Its number is that of the shape of what is kept: another shape begins anew. */
const DATABASE = "linklab-tenant-1";
const PARTS = "parts";

/**
 * Opens the database. Rejects where the browser has none, or may not use it.
 * @param onGone told when somebody deletes the database, or the browser does; nothing can be read or written
 * any more. Who does not close it then keeps others waiting.
 */
export async function openKeptState(onGone: () => void): Promise<KeptState> {
  const store = createStore(DATABASE, PARTS);
  await store("readonly", ({ transaction: { db } }) => {
    db.addEventListener("versionchange", () => {
      db.close();
      onGone();
    });
    db.addEventListener("close", onGone);
  });
  return {
    read: async () => {
      const kept = await entries(store);
      return new Map(
        kept.flatMap(([name, part]) => (typeof name === "string" ? [[name, part]] : [])),
      );
    },
    write: (parts) => setMany([...parts], store),
  };
}
