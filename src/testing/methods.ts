import type { Tenant as Core } from "#emulator/index.ts";
import { createAsk, readAnswer } from "./control.ts";
import { readCookies } from "./cookies.ts";
import type { Tenant, User } from "./types.ts";

/** What the methods stand on: the tenant, and what ends its host. */
export type Handle = { core: Core; end: () => Promise<void> };

/** The methods that a test has. Each is one request to the control API, which other processes can send as well. */
export function createMethods({ core, end }: Handle): Tenant {
  let isOpen = true;
  const { issuer } = core;
  const ask = createAsk(core, () => isOpen);
  const get = <Answer>(path: string) => readAnswer<Answer>(ask("GET", path));
  const send = <Answer>(method: string, path: string, body: unknown) =>
    readAnswer<Answer>(ask(method, path, body));
  const at = encodeURIComponent;
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
    changeUser: (userId, change) => send("PATCH", `users/${at(userId)}`, change),
    deleteUser: async (userId) => void (await ask("DELETE", `users/${at(userId)}`)),
    applications: () => get("applications"),
    addApplication: (application) => send("POST", "applications", application),
    addCallback: (clientId, url) => send("POST", `applications/${at(clientId)}/callbacks`, { url }),
    connections: () => get("connections"),
    addConnection: (connection) => send("POST", "connections", connection),
    signIn: async (user) => {
      const asked = await ask("POST", "sessions", { user_id: idOf(user) });
      const cookies = readCookies(asked.cookies, new URL(issuer).hostname, Date.now());
      const header = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
      const { user_id } = await readAnswer<{ user_id: string }>(Promise.resolve(asked));
      return { user_id, cookies, header };
    },
    mint: async (request) => (await send<{ token: string }>("POST", "mint", request)).token,
    addFault: async (fault) => void (await ask("POST", "faults", fault)),
    clearFaults: async () => void (await ask("DELETE", "faults")),
    clock: (move) => (move === undefined ? get("clock") : send("PUT", "clock", move)),
    setPolicy: async (policy) => void (await ask("PUT", "policy", { policy })),
    setRateLimit: async (limit) => void (await ask("PUT", "rate-limit", limit)),
    log: (after = 0) => get(`log?after=${at(after)}`),
    reset: async () => void (await ask("POST", "reset", {})),
    snapshot: () => send("POST", "snapshots", {}),
    restore: async ({ number }) => void (await ask("POST", `snapshots/${at(number)}/restore`, {})),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await end();
    },
  };
}

function idOf(user: string | User): string {
  return typeof user === "string" ? user : user.user_id;
}
