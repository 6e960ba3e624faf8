import type { Tenant as Core } from "#emulator/index.ts";
import { createAsk, readAnswer } from "./control.ts";
import { readCookies } from "./cookies.ts";
import type { Tenant } from "./types.ts";

/** What the methods stand on: the tenant, and what ends its host. */
export type Handle = { core: Core; end: () => Promise<void> };

/** The methods that a test has. Each is one request to the control API, which other processes can send as well. */
export function createMethods({ core, end }: Handle): Tenant {
  let isOpen = true;
  const { issuer } = core;
  const ask = createAsk(core, () => isOpen);
  const get = <Answer>(path: string) => readAnswer<Answer>(ask("GET", path));
  // What is left out is refused as what is empty: by the name of the member that is missing.
  const send = <Answer>(method: string, path: string, body: unknown = {}) =>
    readAnswer<Answer>(ask(method, path, body));
  return {
    issuer,
    fetch: async (input, init) => {
      if (!isOpen) throw new Error("The tenant is closed.");
      const target = input instanceof Request ? input : new URL(input, issuer);
      const response = await core.fetch(new Request(target, init));
      if (response.type === "error")
        throw new TypeError("fetch failed: a fault cut the connection");
      return response;
    },
    users: () => get("users"),
    addUser: (user) => send("POST", "users", user),
    changeUser: async (userId, change) =>
      send("PATCH", `users/${at("changeUser", userId, "a user ID")}`, change),
    deleteUser: async (userId) =>
      void (await ask("DELETE", `users/${at("deleteUser", userId, "a user ID")}`)),
    applications: () => get("applications"),
    addApplication: (application) => send("POST", "applications", application),
    addCallback: async (clientId, url) =>
      send("POST", `applications/${at("addCallback", clientId, "a client ID")}/callbacks`, { url }),
    connections: () => get("connections"),
    addConnection: (connection) => send("POST", "connections", connection),
    signIn: async (user) => {
      const asked = await ask("POST", "sessions", { user_id: readUserId(user) });
      const cookies = readCookies(asked.cookies, new URL(issuer).hostname, Date.now());
      const header = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
      const { user_id } = await readAnswer<{ user_id: string }>(Promise.resolve(asked));
      return { user_id, cookies, header };
    },
    mint: async (request) => (await send<{ token: string }>("POST", "mint", request)).token,
    addFault: async (fault) => void (await send("POST", "faults", fault)),
    clearFaults: async () => void (await ask("DELETE", "faults")),
    clock: (move) => (move === undefined ? get("clock") : send("PUT", "clock", move)),
    setPolicy: async (policy) => void (await ask("PUT", "policy", { policy })),
    setRateLimit: async (limit) => void (await send("PUT", "rate-limit", limit)),
    log: (after = 0) => get(`log?after=${encodeURIComponent(after)}`),
    reset: async () => void (await ask("POST", "reset", {})),
    snapshot: () => send("POST", "snapshots", {}),
    restore: async (snapshot) => {
      await ask("POST", `snapshots/${readNumber(snapshot)}/restore`, {});
    },
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await end();
    },
  };
}

/** A part of a path; none that is empty, which would be another path. */
function at(method: string, part: unknown, expected: string): string {
  if (typeof part === "string" && part !== "") return encodeURIComponent(part);
  throw new TypeError(`linklab: ${method}: Expected ${expected} but received ${print(part)}`);
}

function readUserId(user: unknown): string {
  const id: unknown =
    typeof user === "object" && user !== null ? Reflect.get(user, "user_id") : user;
  if (typeof id === "string") return id;
  throw new TypeError(`linklab: signIn: Expected a user or a user ID but received ${print(user)}`);
}

function readNumber(snapshot: unknown): number {
  const number: unknown =
    typeof snapshot === "object" && snapshot !== null ? Reflect.get(snapshot, "number") : undefined;
  if (typeof number === "number") return number;
  const expected = "Expected what snapshot() gave";
  throw new TypeError(`linklab: restore: ${expected} but received ${print(snapshot)}`);
}

const print = (value: unknown): string => JSON.stringify(value) ?? String(value);
