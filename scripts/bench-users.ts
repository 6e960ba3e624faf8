import * as v from "valibot";
import { createTenant } from "#emulator/index.ts";
import type { User } from "#emulator/model.ts";
import { compileSearch } from "#emulator/management/users/search/compile.ts";
import { createMemoryStore } from "#emulator/store.ts";
import type { Store } from "#emulator/store.ts";

/** What was measured, in milliseconds, and what it is compared with. */
export type Measured = { name: string; ms: number; times: number; limit: number };

const RUNS = 201;
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
  "created_at:[2026-01-01T05:16:40Z TO 2026-01-01T05:16:40Z]",
];

/** How long searches take among 20,000 users, against a loop that compares one field. */
export function measureSearches(): Measured[] {
  const store = createMemoryStore();
  fill(store, MANY);
  const loop = shortest(RUNS, () => {
    const found: User[] = [];
    for (const user of store.users.values())
      if (user.identities[0].profile["email"] === "user-19000@example.com") found.push(user);
    expectOne(found);
  });
  const measured: Measured[] = [];
  for (const q of SEARCHES) {
    const ms = shortest(RUNS, () => {
      const isFound = compileSearch(q);
      const found: User[] = [];
      for (const user of store.users.values()) if (isFound(user)) found.push(user);
      expectOne(found);
    });
    measured.push({ name: `search ${q}`, ms, times: ms / loop, limit: SEARCH_LIMIT });
  }
  return measured;
}

function expectOne(found: readonly User[]): void {
  if (found.length !== 1) throw new Error(`a search found ${found.length} users, not one`);
}

/** How long a link by name takes with 20,000 users, against one with 100. */
export async function measureLink(): Promise<Measured> {
  const few = await measureLinkAmong(FEW);
  const ms = await measureLinkAmong(MANY);
  return { name: `link among ${MANY} users`, ms, times: ms / few, limit: LINK_LIMIT };
}

async function measureLinkAmong(count: number): Promise<number> {
  const issuer = "http://localhost:5180/";
  const store = createMemoryStore();
  fill(store, count);
  const rateLimit = { burst: 1_000_000, perSecond: 1_000_000 };
  const tenant = createTenant({
    issuer,
    appOrigin: "http://localhost:5173",
    clock: () => Date.UTC(2026, 0, 15),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    store,
    rateLimit,
  });
  const send = (path: string, token: string, body: object, method = "POST") =>
    tenant.fetch(
      new Request(new URL(path, issuer), {
        method,
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
        ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
      }),
    );
  const minted = await send("/_linklab/mint", "", {
    kind: "access_token",
    user_id: "github|0",
    scope: "update:users",
  });
  const { token } = v.parse(v.object({ token: v.string() }), await minted.json());
  const identities = "/api/v2/users/github%7C0/identities";
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run += 1) {
    const id = String(1 + (run % 90));
    const begin = performance.now();
    const linked = await send(identities, token, { provider: "github", user_id: id });
    best = Math.min(best, performance.now() - begin);
    if (linked.status !== 201) throw new Error(`a link gave ${linked.status}`);
    await send(`${identities}/github/${id}`, token, {}, "DELETE");
  }
  return best;
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
      appMetadata: {},
      isBlocked: false,
      createdAt: at,
      updatedAt: at,
      lastLogin: undefined,
      loginsCount: 0,
    });
  }
}

/** The shortest of many runs: the one in which the machine did the least beside. */
function shortest(runs: number, act: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    act();
    best = Math.min(best, performance.now() - begin);
  }
  return best;
}
