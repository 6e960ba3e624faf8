import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test, vi } from "vitest";
import { defer } from "#emulator/hosts/deferred.ts";
import { authorizeAt, openLogin } from "#test/contract/world.ts";
import { ADA, callApi, clientToken, createTestTenant, logIn } from "#test/support/tenant.ts";

const path = `users/${encodeURIComponent(ADA.password)}`;
const again = {
  connection: "Username-Password-Authentication",
  email: "ada@example.com",
  password: "Passw0rd!2",
  user_id: ADA.password.split("|")[1],
};

test.each([
  ["changed", [["PATCH", path, { password: "Passw0rd!2" }]]],
  [
    "deleted with its account, which is made again",
    [
      ["DELETE", path],
      ["POST", "users", again],
    ],
  ],
] as const)("a password that is %s while it is compared opens nothing", async (_, calls) => {
  const world = createTestTenant();
  const client = await clientToken(world.tenant);
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
  const spy = vi.spyOn(crypto.subtle, "deriveBits").mockImplementationOnce(async (...asked) => {
    const bits = await derive(...asked);
    for (const [method, to, body] of calls)
      expect((await callApi(world.tenant, method, to, client, body)).ok).toBe(true);
    return bits;
  });
  const answer = await logIn(world.browser(), await authorizeAt(world), ADA.password);
  spy.mockRestore();
  expect(answer.status).toBe(400);
  expect(world.store.sessions.size).toBe(0);
});

setFlagsFromString("--expose-gc");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the flag above adds
const collect = runInNewContext("gc") as () => void;

/** A body in process is read within one turn of the event loop. */
const untilRead = () =>
  new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });

test.each([
  ["/u/login", { username: "grace@example.com" }],
  ["/u/signup", { email: "grace@example.com" }],
])("of a form at %s no more fields are kept than it has while it waits", async (page, fields) => {
  const { tenant } = createTestTenant();
  const { browser, form } = await openLogin({ tenant });
  const junk = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => [`_${index.toString(36)}`, "1"]),
  );
  const held = defer<void>();
  const spy = vi.spyOn(crypto.subtle, "deriveBits").mockImplementation(async () => {
    await held.promise;
    return new ArrayBuffer(32);
  });
  const waiting: Promise<Response>[] = [];
  const heap = async (forms: number): Promise<number> => {
    for (let sent = 0; sent < forms; sent += 1) {
      waiting.push(browser.post(page, { ...form, ...fields, password: "Passw0rd!", ...junk }));
      await untilRead();
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await heap(2);
  const after = await heap(20);
  held.resolve();
  await Promise.all(waiting);
  spy.mockRestore();
  // Some of it is what the browser keeps of what it sent.
  expect((after - before) / 20).toBeLessThan(700_000);
});

test("a form that is longer than any of a login page is refused, and not kept", async () => {
  const { browser, form } = await openLogin(createTestTenant());
  const long = { ...form, username: "grace@example.com", password: "x".repeat(16_384) };
  expect((await browser.post("/u/login", long)).status).toBe(413);
});
