import { expect, test } from "vitest";
import { openLab } from "#test/support/labs.ts";
import { createSessionCore } from "./session-core.ts";
import type { Undo } from "./undo.ts";

const MADE = "auth0|lab-a-1";
const BEFORE_2018 = { method: "PUT", path: "policy", body: { policy: "before-2018" } } as const;

function open() {
  const lab = openLab();
  const { cleanup, ports } = lab.session;
  const make = (id: string) =>
    lab.control.change({
      method: "POST",
      path: "users",
      body: {
        connection: "Username-Password-Authentication",
        user_id: id,
        email: `${id}@example.com`,
        password: "Passw0rd!",
      },
    });
  const userIds = async () => (await lab.control.users()).map(({ user_id: id }) => id);
  const stored = () => ports.storage.loadCleanup().map(({ undo }) => undo);
  return { ...lab, cleanup, make, userIds, stored, nextPage: () => createSessionCore(ports) };
}

test("a later page undoes what an earlier one registered", async () => {
  const { control, cleanup, make, userIds, nextPage, area } = open();
  cleanup.register({ kind: "users", userIds: [MADE, "google-oauth2|never-made"] });
  await make("lab-a-1");
  cleanup.register({ kind: "policy", policy: "today" });
  await control.change(BEFORE_2018);

  const page = nextPage();
  expect(page.state().left).toEqual([]);
  await page.cleanup.undoAll();
  expect(await control.policy()).toBe("today");
  expect(await userIds()).not.toContain(MADE);
  expect(area.length).toBe(0);
});

test("undoes one kind and leaves the others registered", async () => {
  const { control, cleanup, stored } = open();
  const users: Undo = { kind: "users", userIds: [MADE] };
  cleanup.register(users);
  cleanup.register({ kind: "policy", policy: "today" });
  await control.change(BEFORE_2018);
  await cleanup.undo("policy");
  expect(await control.policy()).toBe("today");
  expect(stored()).toEqual([users]);
});

test("a policy that is registered already is the one to go back to", async () => {
  const { control, cleanup, stored } = open();
  cleanup.register({ kind: "policy", policy: "today" });
  await control.change(BEFORE_2018);
  cleanup.register({ kind: "policy", policy: "before-2018" });
  expect(stored()).toEqual([{ kind: "policy", policy: "today" }]);
  await cleanup.undoAll();
  expect(await control.policy()).toBe("today");
});

test("what the tenant does not take is left, with the reason, and the rest is undone", async () => {
  const { cleanup, make, userIds, stored, session } = open();
  cleanup.register({ kind: "users", userIds: [MADE] });
  await make("lab-a-1");
  const undo: Undo = { kind: "policy", policy: "of tomorrow" };
  cleanup.register(undo);
  await expect(cleanup.undo("policy", "users")).rejects.toThrow("400");
  expect(stored()).toEqual([undo]);
  expect(session.state().left).toEqual([{ undo, because: expect.stringContaining("400") }]);
  expect(await userIds()).not.toContain(MADE);
});

test("undoing leaves what is registered meanwhile", async () => {
  const { cleanup, stored } = open();
  cleanup.register({ kind: "users", userIds: ["auth0|old"] });
  const undoing = cleanup.undoAll();
  cleanup.register({ kind: "users", userIds: ["auth0|new"] });
  await undoing;
  expect(stored()).toEqual([{ kind: "users", userIds: ["auth0|new"] }]);
});

test("a page that goes away undoes at once what it can, and the next one makes sure", async () => {
  const { control, cleanup, make, userIds, stored } = open();
  cleanup.register({ kind: "users", userIds: [MADE] });
  await make("lab-a-1");
  cleanup.register({ kind: "policy", policy: "today" });
  await control.change(BEFORE_2018);
  cleanup.undoAtOnce();
  await expect.poll(userIds).not.toContain(MADE);
  await expect.poll(() => control.policy()).toBe("today");
  expect(stored()).toHaveLength(2);
});

test("keeps what belongs to another tenant out of the way, and does not forget it", async () => {
  const { session, nextPage } = open();
  const { storage } = session.ports;
  const other = {
    tenant: "https://other.example",
    undo: { kind: "link", userId: "auth0|1", secondaryUserId: "github|2" },
  } as const;
  storage.saveCleanup([other]);
  const page = nextPage();
  expect(page.state().left).toEqual([]);
  page.cleanup.register({ kind: "users", userIds: [MADE] });
  await page.cleanup.undoAll();
  expect(storage.loadCleanup()).toEqual([other]);
});

test("a link is left for the page that comes next, and asks for a login", async () => {
  const { cleanup, nextPage } = open();
  const undo: Undo = { kind: "link", userId: "auth0|1", secondaryUserId: "github|2" };
  cleanup.register(undo);
  const page = nextPage();
  expect(page.state().left).toEqual([{ undo, because: null }]);
  expect(page.cleanup.canUndo(undo)).toBe(false);
  await page.cleanup.undoAll();
  expect(page.state().left).toEqual([{ undo, because: "Log in as auth0|1 first." }]);
});
