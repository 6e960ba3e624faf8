// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createWireLog } from "#wire/log.ts";
import { Announcements } from "./announcements.tsx";
import type { SessionState } from "./session-core.ts";
import type { WorkspaceDoor } from "./workspace-door.ts";

afterEach(cleanup);

/** A door to a log and to what is under way, which opens when it is told to. */
function makeDoor() {
  const log = createWireLog({ now: () => 0 });
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  let isOpen = false;
  let busy: SessionState["busy"] = null;
  const session = { subscribe, state: () => ({ busy }) };
  const workspace = { log, session };
  const door = { subscribe, current: () => (isOpen ? workspace : null) };
  const tell = () => listeners.forEach((listener) => listener());
  return {
    log,
    // Only these are asked for.
    door: door as unknown as WorkspaceDoor,
    open: () => ((isOpen = true), tell()),
    become: (next: typeof busy) => ((busy = next), tell()),
  };
}

const start = (log: ReturnType<typeof createWireLog>, method: string, path: string) =>
  log.start({ actor: "A", kind: "http", method, url: `http://localhost:5180${path}` });

function said(): (string | null)[] {
  return [...screen.getByRole("status", { name: "Requests" }).children].map(
    (child) => child.textContent,
  );
}

test("is there before anything was sent, and reads no history", () => {
  const { door, log, open } = makeDoor();
  const id = start(log, "GET", "/old");
  log.end(id, { state: "answered", status: 200 });
  render(<Announcements door={door} />);
  expect(said()).toEqual([]);
  act(open);
  expect(said()).toEqual([]);
});

test("says each answer once, and nothing of what was only sent", () => {
  const { door, log, open } = makeDoor();
  render(<Announcements door={door} />);
  act(open);
  let first = 0;
  let second = 0;
  act(() => {
    first = start(log, "POST", "/oauth/token?code=secret#x");
    second = start(log, "POST", "/api/v2/users/auth0%7C1/identities");
    log.start({ actor: "A", kind: "page", method: "GET", url: "http://localhost:5180/authorize" });
  });
  expect(said()).toEqual([]);
  act(() => log.end(second, { state: "refused", status: 409 }));
  act(() => log.end(first, { state: "no-answer" }));
  act(() => log.end(first, { state: "answered", status: 200 }));
  expect(said()).toEqual([
    "POST /api/v2/users/{id}/identities, 409",
    "POST /oauth/token, no answer",
  ]);
});

test("says that a popup opened and ended", () => {
  const { door, open, become } = makeDoor();
  render(<Announcements door={door} />);
  act(open);
  for (const busy of ["tenant", "popup", "popup", null, "linking"] as const)
    act(() => become(busy));
  expect(said()).toEqual(["Popup opened", "Popup ended"]);
});

test("keeps the last few only, each a new line, so that the same answer is read again", () => {
  const { door, log, open } = makeDoor();
  render(<Announcements door={door} />);
  act(open);
  for (let count = 0; count < 6; count += 1)
    act(() => log.end(start(log, "GET", `/${count}`), { state: "answered", status: 200 }));
  expect(said()).toEqual(["GET /2, 200", "GET /3, 200", "GET /4, 200", "GET /5, 200"]);
});
