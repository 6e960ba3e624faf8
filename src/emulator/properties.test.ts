import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { OAuthError, ApiError, PageError } from "#emulator/rules/errors.ts";
import { JsonRefused, parseJson } from "./json.ts";
import { readBody } from "./management/body.ts";
import { readSegment, readUserId } from "./management/path.ts";
import { readSearch } from "#emulator/management/users/search.ts";
import { readParameters } from "#emulator/oauth/parameters.ts";
import { verifyPassword } from "#emulator/accounts/passwords.ts";
import { ADA, callApi, createTestTenant, ISSUER, postToken } from "#test/support/tenant.ts";
import { readOAuthBody } from "#emulator/oauth/token/body.ts";
import { accessToken, control, idToken, link, readUser, userinfo } from "#test/contract/world.ts";

// Long journeys with real cryptography, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const seed = 20_261_122;
const parameters = { seed, numRuns: 200 };

/** Replaces a character in front of the signature. */
function change(token: string, at: number, by: string): string {
  const index = at % token.lastIndexOf(".");
  return token.slice(0, index) + by + token.slice(index + 1);
}

/** What a parser may throw: one of ours, never a bug. */
const isOurs = (error: unknown) =>
  [ApiError, OAuthError, PageError, JsonRefused].some((kind) => error instanceof kind);

async function settles(act: () => unknown): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    return isOurs(error);
  }
}

const base64url = fc.stringMatching(/^[\w-]{0,60}$/);
const jwtLike = fc.tuple(base64url, base64url, base64url).map((parts) => parts.join("."));
const text = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.json(), jwtLike);
const types = fc.constantFrom(
  "application/json",
  "application/x-www-form-urlencoded",
  "text/plain",
  "application/json; charset=utf-16",
  "",
);

describe(`parsers, seed ${seed}`, () => {
  test("JSON is read as JSON.parse reads it, or refused", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 10 }), (json) => {
        fc.pre(!json.includes("__proto__"));
        expect(parseJson(json)).toEqual(JSON.parse(json));
      }),
      parameters,
    );
  });

  test("JSON that is deeper than 64 is refused, whatever stands around it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 65, max: 3000 }),
        fc.constantFrom(["[", "]"], ['{"a":', "}"]),
        (depth, [open = "", close = ""]) => {
          expect(() => parseJson(open.repeat(depth) + "1" + close.repeat(depth))).toThrow(
            JsonRefused,
          );
        },
      ),
      parameters,
    );
  });

  test("brackets in strings are no depth", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (filling) => {
        const value = { a: `${"[{".repeat(100)}${filling}\\"` };
        expect(parseJson(JSON.stringify(value))).toEqual(value);
      }),
      parameters,
    );
  });

  test("no body makes a parser throw anything of its own", async () => {
    await fc.assert(
      fc.asyncProperty(text, types, async (body, type) => {
        const make = () =>
          new Request(ISSUER, { method: "POST", body, headers: { "Content-Type": type } });
        const schema = { properties: { a: ["string"] } } as const;
        expect(await settles(() => readOAuthBody(make()))).toBe(true);
        expect(await settles(() => readBody(make(), schema, { form: true }))).toBe(true);
      }),
      parameters,
    );
  });

  test("a form parses to what was put in, or is refused for a field twice", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }))),
        (pairs) => {
          const names = new Set(pairs.map(([name]) => name));
          const read = () =>
            readParameters(new URLSearchParams(new URLSearchParams(pairs).toString()));
          if (names.size < pairs.length) expect(read).toThrow(OAuthError);
          else expect([...read()]).toEqual(pairs);
        },
      ),
      parameters,
    );
  });

  test("an id that is encoded once comes back, and any path is an id or refused", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.webPath(), (id, path) => {
        const name = `auth0|${id}`;
        fc.pre(!/\p{Cc}/u.test(id) && !/\p{Cs}/u.test(name));
        expect(readUserId(`${ISSUER}api/v2/users/${encodeURIComponent(name)}`)).toBe(name);
        const read = () => readSegment(`${ISSUER}api/v2/users/${path}`, 4);
        try {
          expect(typeof read()).toBe("string");
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
        }
      }),
      parameters,
    );
  });

  test("a search finds exactly or is refused", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (q) => {
        try {
          expect(await readSearch(q)).toBeTypeOf("function");
        } catch (error) {
          expect(error).toBeInstanceOf(ApiError);
        }
      }),
      parameters,
    );
  });

  test("no stored hash but the right one lets a password in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (phc) => {
        fc.pre(!phc.includes("$"));
        expect(await verifyPassword("x", phc)).toBe(false);
      }),
      parameters,
    );
  });
});

describe(`tokens, seed ${seed}`, () => {
  const world = createTestTenant({ rateLimit: { burst: 10_000, perSecond: 10_000 } });
  const snapshot = async () => (await control(world, "GET", "snapshot")).text();

  test("no text is a token, and none changes anything", async () => {
    const token = await accessToken(world);
    const before = await snapshot();
    await fc.assert(
      fc.asyncProperty(jwtLike, base64url, async (jwt, opaque) => {
        for (const bearer of [jwt, opaque]) {
          expect([400, 401]).toContain((await readUser(world, bearer)).status);
          expect((await userinfo(world, bearer)).status).toBe(401);
        }
        expect((await link(world, token, { link_with: jwt })).status).toBe(400);
      }),
      parameters,
    );
    expect(await snapshot()).toBe(before);
  });

  test("a good token with one other character in what is signed is refused", async () => {
    const [bearer, secondary] = [await accessToken(world), await idToken(world)];
    const before = await snapshot();
    await fc.assert(
      fc.asyncProperty(fc.nat(5000), fc.constantFrom(..."AZaz09-_".split("")), async (at, by) => {
        const [changed, changedSecondary] = [change(bearer, at, by), change(secondary, at, by)];
        fc.pre(changed !== bearer && changedSecondary !== secondary);
        expect([400, 401]).toContain((await readUser(world, changed)).status);
        expect((await link(world, bearer, { link_with: changedSecondary })).status).toBe(400);
      }),
      parameters,
    );
    expect(await snapshot()).toBe(before);
  });

  test("no claims that lack a right one open an account", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("iss", "aud", "sub", "exp", "iat", "azp"),
        fc.jsonValue(),
        async (name, value) => {
          const claims: Record<string, unknown> = { [name]: value };
          fc.pre(!JSON.stringify(claims).includes("__proto__"));
          fc.pre(!(typeof value === "number" && ["exp", "iat"].includes(name)));
          const token = await accessToken(world, { claims });
          expect((await readUser(world, token)).status).toBeGreaterThanOrEqual(400);
        },
      ),
      { seed, numRuns: 60 },
    );
  });

  test("no form makes the token endpoint fail", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom("grant_type", "client_id", "code", "refresh_token", "scope", "audience"),
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              "authorization_code",
              "refresh_token",
              "client_credentials",
              "linklab-spa",
              "linklab-web",
            ),
          ),
        ),
        fc.string(),
        async (form, header) => {
          const headers: Record<string, string> = /^[\x21-\x7e]+$/.test(header)
            ? { Authorization: header }
            : {};
          const { status } = await postToken(world.tenant, form, headers);
          expect([400, 401, 403]).toContain(status);
        },
      ),
      parameters,
    );
  });

  test("no query makes a list fail", async () => {
    const token = await accessToken(world, { scope: "read:users" });
    await fc.assert(
      fc.asyncProperty(
        fc.webQueryParameters(),
        fc.constantFrom("page", "per_page", "q", "fields", "include_totals"),
        async (value, name) => {
          const response = await callApi(world.tenant, "GET", `users?${name}=${value}`, token);
          expect([200, 400]).toContain(response.status);
        },
      ),
      parameters,
    );
    expect(world.store.users.has(ADA.password)).toBe(true);
  });
});
