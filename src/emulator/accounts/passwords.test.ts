import { expect, test, vi } from "vitest";
import { control } from "#test/contract/world.ts";
import { ADA, callApi, clientToken, createTestTenant } from "#test/support/tenant.ts";
import { defer } from "#emulator/hosts/deferred.ts";
import { hashPassword, MOST_ROUNDS, verifyPassword } from "./passwords.ts";

const HASH =
  "$pbkdf2-sha256$i=1,l=32$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

test("however many log in at once, few hashes are made at a time", async () => {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  const [begun, ended]: [number[], number[]] = [[], []];
  const spy = vi.spyOn(crypto.subtle, "deriveBits").mockImplementation(async (...asked) => {
    begun.push(begun.length - ended.length + 1);
    const bits = await derive(...asked);
    ended.push(1);
    return bits;
  });
  await Promise.all(Array.from({ length: 12 }, () => verifyPassword("x", HASH)));
  spy.mockRestore();
  expect(begun).toHaveLength(12);
  expect(Math.max(...begun)).toBe(2);
});

test("a hash that cannot be made keeps nobody waiting", async () => {
  const spy = vi.spyOn(crypto.subtle, "deriveBits").mockRejectedValueOnce(new Error("no"));
  const refused = verifyPassword("x", HASH);
  await expect(refused).rejects.toThrow("no");
  spy.mockRestore();
  const others = [verifyPassword("x", HASH), verifyPassword("x", HASH)];
  expect(await Promise.all(others)).toEqual([false, false]);
});

const manyRounds = HASH.replace("i=1,", `i=${MOST_ROUNDS},`);

test.each([
  ["hashes", HASH, 500],
  ["rounds", manyRounds, 15],
])("more %s than may wait are refused, and the next is heard again", async (_, hash, most) => {
  const { tenant } = createTestTenant();
  const client = await clientToken(tenant);
  const held = defer<void>();
  const spy = vi.spyOn(crypto.subtle, "deriveBits").mockImplementation(async () => {
    await held.promise;
    return new ArrayBuffer(32);
  });
  const waiting = Array.from({ length: most }, () => verifyPassword("x", hash));
  const answer = await callApi(tenant, "POST", "users", client, {
    connection: "Username-Password-Authentication",
    email: "grace@example.com",
    password: "Passw0rd!",
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    429,
    { errorCode: "too_many_requests" },
  ]);
  const made = await control({ tenant }, "POST", "users", {
    connection: "Username-Password-Authentication",
    email: "grace@example.com",
    password: "Passw0rd!",
  });
  expect([made.status, await made.json()]).toMatchObject([429, { error: "too-many-requests" }]);
  held.resolve();
  await Promise.all(waiting);
  spy.mockRestore();
  expect(await verifyPassword("x", HASH)).toBe(false);
});

test.each([
  ["POST", "users", { connection: "Username-Password-Authentication", email: "grace@example.com" }],
  ["PATCH", `users/${encodeURIComponent(ADA.password)}`, {}],
])("%s %s with too much metadata waits for no hash", async (method, path, body) => {
  const { tenant } = createTestTenant();
  const client = await clientToken(tenant);
  const spy = vi.spyOn(crypto.subtle, "deriveBits");
  const answer = await callApi(tenant, method, path, client, {
    ...body,
    password: "Passw0rd!",
    user_metadata: { all: Array.from({ length: 2000 }, () => ({})) },
  });
  expect([answer.status, spy.mock.calls]).toEqual([400, []]);
  spy.mockRestore();
});

test("a password with zeros behind it is another one, although HMAC fills up with zeros", async () => {
  const hash = await hashPassword("Passw0rd!", (length) => new Uint8Array(length));
  const tried = ["Passw0rd!", "Passw0rd!\0", "Passw0rd!\0\0"].map((one) =>
    verifyPassword(one, hash),
  );
  expect(await Promise.all(tried)).toEqual([true, false, false]);
});

test.each(["", "A"])("a hash that is %j is nobody's", async (hash) => {
  expect(await verifyPassword("x", `$pbkdf2-sha256$i=1,l=0$AAAA$${hash}`)).toBe(false);
});
