import { expect, test } from "vitest";
import { linkedIdentities } from "#linking/walkthrough/state.ts";
import { createControl } from "#protocol/control.ts";
import type { Fetch } from "#protocol/http.ts";
import { describeTenant } from "#protocol/tenant.ts";
import { createWireLog } from "#wire/log.ts";
import { createSessionCore } from "#session/session-core.ts";
import { createSession } from "#session/session.ts";
import { createStorage } from "#session/storage.ts";
import { createMemoryArea, EVERYTHING, signInNowhere } from "#test/support/session.ts";
import { ADA, APP_ORIGIN, createTestTenant, ISSUER } from "#test/support/tenant.ts";
import { createSteeringDesk } from "./steering-desk.ts";

/** A session at a tenant of the emulator, and its desk. */
function open({ hasControl = true, isReachable = true } = {}) {
  const { tenant, time } = createTestTenant();
  const reach: Fetch = async (input, init) => {
    if (!isReachable) throw new TypeError("Failed to fetch");
    const request = new Request(input, init);
    request.headers.set("Origin", APP_ORIGIN);
    return tenant.fetch(request);
  };
  const session = createSession(
    createSessionCore({
      tenant: describeTenant(ISSUER.slice(0, -1), "linklab-spa"),
      control: hasControl ? createControl(reach, `${ISSUER}_linklab`) : null,
      log: createWireLog({ now: () => 0 }),
      storage: createStorage(createMemoryArea()),
      fetch: globalThis.fetch,
      now: () => new Date(0),
      isOnline: () => true,
      colorScheme: () => "",
      appUrl: APP_ORIGIN,
      signInWith: signInNowhere,
      openPopup: () => null,
      stayHere: () => undefined,
      setActor: () => undefined,
      setLane: () => undefined,
    }),
  );
  return { session, desk: createSteeringDesk(session), tenant, time };
}

test("reads all that the tenant holds, and what it can do", async () => {
  const { desk, session, tenant } = open();
  await tenant.fetch(new Request(`${ISSUER}userinfo`));
  const outcome = await desk.read();
  expect(outcome).toMatchObject({
    kind: "done",
    value: {
      policy: "today",
      clock: { frozen: false, offset: 0 },
      faults: [],
      log: [{ path: "/userinfo", status: 401, evidence: expect.any(String) }],
      choices: { policies: ["today", "before-2018"] },
    },
  });
  expect(outcome).toHaveProperty("value.users.length", 4);
  expect(outcome).toHaveProperty("value.applications.0.client_id", "linklab-spa");
  expect(session.state().capabilities).toEqual(EVERYTHING);
});

test("what is changed stays: nothing is registered to be put back", async () => {
  const { desk, session } = open();
  const call = { method: "PUT", path: "policy", body: { policy: "before-2018" } } as const;
  expect(await desk.send(call)).toEqual({ kind: "done", value: null });
  await session.cleanup.undoAll();
  expect(await desk.read()).toMatchObject({ value: { policy: "before-2018" } });
});

test("a refusal is told in the tenant's words", async () => {
  const { desk } = open();
  const call = { method: "DELETE", path: "users/auth0%7Cnobody", body: {} } as const;
  expect(await desk.send(call)).toEqual({
    kind: "failed",
    because: "The control API answered 404: There is no such user.",
  });
});

test("a tenant out of reach is told as that", async () => {
  const { desk } = open({ isReachable: false });
  expect(await desk.read()).toEqual({
    kind: "failed",
    because: "No answer came. http://localhost:5180 is out of reach.",
  });
});

test("a tenant that nobody can steer has nothing to be read, and nothing is sent", async () => {
  const { desk } = open({ hasControl: false });
  expect(await desk.read()).toEqual({ kind: "done", value: null });
  const call = { method: "PUT", path: "policy", body: { policy: "today" } } as const;
  expect(await desk.send(call)).toEqual({
    kind: "failed",
    because: "This tenant cannot be steered.",
  });
});

test("a change waits for what runs, and is not made while a login is open", async () => {
  const { desk, session } = open();
  // A person may take as long as they like.
  void session.press({
    wish: { busy: "leaving", step: "primary" },
    work: () => new Promise(() => undefined),
  });
  const sent = desk.send({ method: "PUT", path: "policy", body: { policy: "before-2018" } });
  expect(session.state().notice).toMatchObject({ kind: "open" });
  session.dismiss();
  expect(await sent).toEqual({ kind: "held" });
  expect(await desk.read()).toMatchObject({ value: { policy: "today" } });
});

test("a reset puts users back and begins the walkthrough anew", async () => {
  const { desk, session } = open();
  const account = { userId: ADA.github, name: "Ada", email: null, isEmailVerified: false };
  await desk.send({ method: "DELETE", path: `users/${encodeURIComponent(ADA.github)}`, body: {} });
  session.record({ type: "logged-in-at-tenant", account });
  expect(session.state().walkthrough.cookie).toEqual(account);
  expect(await desk.reset()).toEqual({ kind: "done", value: null });
  expect(await desk.read()).toHaveProperty("value.users.length", 4);
  expect(session.state().walkthrough.cookie).toBeNull();
});

test("a reset by another way is known to the walkthrough once the tenant is read", async () => {
  const { desk, session, time } = open();
  const user = (await session.ports.control!.users()).find((one) => one.user_id === ADA.password);
  const [own] = user!.identities;
  const linked = { ...own!, provider: "google-oauth2", user_id: "1" };
  const account = { userId: "google-oauth2|1", name: "Ada", email: null, isEmailVerified: true };
  session.record({ type: "linked", before: user!, identities: [own!, linked] });
  session.record({ type: "logged-in-at-tenant", account });
  time.now += 60_000;
  await session.ports.control!.change({ method: "POST", path: "reset", body: {} });
  await desk.read();
  const { walkthrough } = session.state();
  expect(linkedIdentities(walkthrough)).toEqual([]);
  expect(walkthrough.cookie).toBeNull();
});

test("what is read of the tenant does not take the place of what was learned meanwhile", async () => {
  const { desk, session } = open();
  const user = (await session.ports.control!.users()).find((one) => one.user_id === ADA.password);
  session.record({ type: "user-read", user: user! });
  const reading = desk.read();
  const identities = [user!.identities[0]!, { connection: "c", provider: "github", user_id: "1" }];
  session.record({ type: "linked", before: user!, identities });
  await reading;
  expect(linkedIdentities(session.state().walkthrough)).toEqual(identities.slice(1));
});
