import * as v from "valibot";
import { createTenant } from "#emulator/index.ts";
import type { User } from "#emulator/model.ts";
import { compileSearch } from "#emulator/management/users/search/compile.ts";
import { createMemoryStore } from "#emulator/store.ts";
import type { Store } from "#emulator/store.ts";

/** What was measured, in milliseconds, and what it is compared with. */
export type Measured = { name: string; ms: number; times: number; limit: number };

const TURNS = 301;
const FEW = 100;
const MANY = 20_000;
const SEARCH_LIMIT = 5;
const LINK_LIMIT = 1.2;

/** Searches of one field or two, each finding one user of `MANY`. */
const SEARCHES = [
  'email:"user-19000@example.com"',
  "email:USER-19000@*",
  "user_id:github|19000",
  'identities.user_id:"19000" AND identities.connection:"github"',
  'email:"user-19000@example.com" AND email_verified:true -user_id:"github|1"',
  "email:*-19000@example.com",
  "app_metadata.number:19000",
  "created_at:[2026-01-01T05:16:40Z TO 2026-01-01T05:16:40Z]",
];

/** How long searches take among 20,000 users, against a loop that compares one field. */
export async function measureSearches(): Promise<Measured[]> {
  const store = createMemoryStore();
  fill(store, MANY);
  const users = store.users;
  const loop = () => {
    const found: User[] = [];
    for (const user of users.values())
      if (user.identities[0].profile["email"] === "user-19000@example.com") found.push(user);
    expectOne(found);
  };
  const measured: Measured[] = [];
  for (const q of SEARCHES) {
    const search = () => {
      const isFound = compileSearch(q);
      const found: User[] = [];
      for (const user of users.values()) if (isFound(user)) found.push(user);
      expectOne(found);
    };
    measured.push(await compare(`search ${q}`, SEARCH_LIMIT, search, loop));
  }
  return measured;
}

function expectOne(found: readonly User[]): void {
  if (found.length !== 1) throw new Error(`a search found ${found.length} users, not one`);
}

/** How long a link by name takes with 20,000 users, against one with 100. */
export async function measureLink(): Promise<Measured> {
  const [among, few] = [await createLinker(MANY), await createLinker(FEW)];
  return compare(`link among ${MANY} users`, LINK_LIMIT, among.link, few.link, async () => {
    await among.unlink();
    await few.unlink();
  });
}

/** The first of many GitHub users, who links the second and unlinks it again. */
async function createLinker(count: number) {
  const issuer = "http://localhost:5180/";
  const store = createMemoryStore();
  fill(store, count);
  const tenant = createTenant({
    issuer,
    appOrigin: "http://localhost:5173",
    clock: () => Date.UTC(2026, 0, 15),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    store,
    rateLimit: { burst: 1_000_000, perSecond: 1_000_000 },
  });
  const send = async (method: string, path: string, body: object, token = "") => {
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
    const init = { method, headers, ...(method === "POST" ? { body: JSON.stringify(body) } : {}) };
    const response = await tenant.fetch(new Request(new URL(path, issuer), init));
    if (!response.ok) throw new Error(`${method} ${path} gave ${response.status}`);
    return response;
  };
  const request = { kind: "access_token", user_id: "github|0", scope: "update:users" };
  const minted = await send("POST", "/_linklab/mint", request);
  const { token } = v.parse(v.object({ token: v.string() }), await minted.json());
  const path = "/api/v2/users/github%7C0/identities";
  return {
    link: async () => {
      await send("POST", path, { provider: "github", user_id: "1" }, token);
    },
    unlink: async () => {
      await send("DELETE", `${path}/github/1`, {}, token);
    },
  };
}

/**
 * Does two things by turns and compares the shortest time of each, in which the machine did the least beside.
 * What is put back after each turn does not count.
 */
async function compare(
  name: string,
  limit: number,
  act: () => void | Promise<void>,
  base: () => void | Promise<void>,
  putBack: () => void | Promise<void> = () => {},
): Promise<Measured> {
  let [ms, baseMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let turn = 0; turn < TURNS; turn += 1) {
    ms = Math.min(ms, await timeOf(act));
    baseMs = Math.min(baseMs, await timeOf(base));
    await putBack();
  }
  return { name, ms, times: ms / baseMs, limit };
}

async function timeOf(act: () => void | Promise<void>): Promise<number> {
  const begin = performance.now();
  await act();
  return performance.now() - begin;
}

/** Users of GitHub with one account each. */
function fill(store: Store, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const id = String(index);
    const at = Date.UTC(2026, 0, 1) + index * 1000;
    store.users.set(`github|${id}`, {
      userId: `github|${id}`,
      identities: [
        {
          provider: "github",
          id,
          connection: "github",
          isSocial: true,
          profile: { email: `user-${id}@example.com`, email_verified: true, name: `User ${id}` },
          passwordHash: undefined,
        },
      ],
      userMetadata: {},
      appMetadata: { plan: "free", number: index },
      isBlocked: false,
      lastPasswordReset: undefined,
      mark: {},
      createdAt: at,
      updatedAt: at,
      lastLogin: undefined,
      loginsCount: 0,
    });
  }
}
