// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { createWireLog } from "#wire/log.ts";
import { Announcements } from "./announcements.tsx";
import type { SessionState } from "#session/session-core.ts";
import { createStore } from "#session/store.ts";

afterEach(cleanup);

/** A log, and a session that tells what is under way. */
function makeSource() {
  const log = createWireLog({ now: () => 0 });
  const { get, set, subscribe } = createStore<Pick<SessionState, "busy">>({ busy: null });
  const become = (busy: SessionState["busy"]) => set({ busy });
  return { log, session: { state: get, subscribe }, become };
}

function show() {
  const source = makeSource();
  const start = (method: string, path: string) =>
    source.log.start({ actor: "A", kind: "http", method, url: `http://localhost:5180${path}` });
  const old = start("GET", "/old");
  source.log.end(old, { state: "answered", status: 200 });
  render(
    <div role="status" aria-label="Requests">
      <Announcements log={source.log} session={source.session} />
    </div>,
  );
  return { ...source, start };
}

function said(): (string | null)[] {
  return [...screen.getByRole("status", { name: "Requests" }).children].map(
    (child) => child.textContent,
  );
}

test("reads no history", () => {
  show();
  expect(said()).toEqual([]);
});

test("says each answer once, and nothing of what was only sent", () => {
  const { log, start } = show();
  let first = 0;
  let second = 0;
  let third = 0;
  act(() => {
    first = start("POST", "/oauth/token?code=secret#x");
    second = start("POST", "/api/v2/users/auth0%7C1/identities");
    third = start("GET", "/.well-known/openid-configuration");
    log.start({ actor: "A", kind: "page", method: "GET", url: "http://localhost:5180/authorize" });
  });
  expect(said()).toEqual([]);
  act(() => log.end(second, { state: "refused", status: 409 }));
  act(() => log.end(first, { state: "no-answer" }));
  act(() => log.end(first, { state: "answered", status: 200 }));
  act(() => log.end(third, { state: "answered" }));
  expect(said()).toEqual([
    "POST /api/v2/users/{id}/identities, 409",
    "POST /oauth/token, no answer",
    "GET /.well-known/openid-configuration, answered",
  ]);
});

test("says that a popup opened and ended", () => {
  const { become } = show();
  for (const busy of ["tenant", "popup", "popup", null, "linking"] as const)
    act(() => become(busy));
  expect(said()).toEqual(["Popup opened", "Popup ended"]);
});

test("keeps the last few only, each a new line, so that the same answer is read again", () => {
  const { log, start } = show();
  for (let count = 0; count < 6; count += 1)
    act(() => log.end(start("GET", `/${count}`), { state: "answered", status: 200 }));
  expect(said()).toEqual(["GET /2, 200", "GET /3, 200", "GET /4, 200", "GET /5, 200"]);
});
