import { expect, test, vi } from "vitest";
import type { Control } from "#protocol/control.ts";
import { jsonAnswer } from "#test/support/tokens.ts";
import {
  ALONE,
  GOOGLE,
  ID_TOKEN_A,
  LINKED,
  openSession,
  OWN,
  proved,
  SELF_LINK,
  SERVER_ERROR,
  setUpSignIn,
} from "#test/support/sign-in.ts";

setUpSignIn();

test("breaks the link on purpose, steers the tenant for it, and takes it back", async () => {
  const change = vi.fn<Control["change"]>(async () => ({}));
  const { core, session, network, log } = openSession({
    stored: { ...proved() },
    choices: { scenario: { step: "link", id: "failure" } },
    answers: [jsonAnswer(500, SERVER_ERROR), jsonAnswer(200, ALONE)],
  });
  Object.assign(core.ports, { control: { change } });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "tenant-failed", step: "link" });
  expect(change.mock.calls.map(([{ method, path }]) => `${method} ${path}`)).toEqual([
    "POST faults",
    "DELETE faults",
  ]);
  expect(log.events().every((event) => event.isExpected)).toBe(true);
  expect(network.arrivals.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("sends the request that a scenario makes, and forgets its finding with the scenario", async () => {
  const { session, network } = openSession({
    stored: proved(),
    choices: { scenario: { step: "link", id: "same-account" } },
    answers: [jsonAnswer(400, SELF_LINK), jsonAnswer(200, ALONE)],
  });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "self-link" });
  expect(network.arrivals[0]?.body).toContain(ID_TOKEN_A);
  session.choose({ scenario: null });
  expect(session.state().finding).toBeNull();
});

test("sends nothing that the page's own check stops", async () => {
  const { session, network } = openSession({
    stored: proved(),
    choices: { scenario: { step: "link", id: "tampered-proof" } },
  });
  await session.link();
  expect(session.state().finding).toMatchObject({ id: "signature-invalid", step: "link" });
  expect(network.arrivals).toEqual([]);
});

test("sends a link twice that is right both times, and shows the made-up text of another", async () => {
  const { session, network, log } = openSession({
    stored: proved(),
    choices: { scenario: { step: "link", id: "twice" } },
    answers: [
      jsonAnswer(201, [OWN, GOOGLE]),
      jsonAnswer(400, SELF_LINK),
      jsonAnswer(200, LINKED),
      jsonAnswer(400, SELF_LINK),
      jsonAnswer(200, LINKED),
    ],
  });
  await session.link();
  expect(network.arrivals.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
  session.choose({ scenario: { step: "link", id: "opaque-link-with" } });
  await session.link();
  expect(network.arrivals[3]?.body).toBe('{"link_with":"not-a-token"}');
  expect(log.redactor.redact(network.arrivals[3]?.body ?? "", "A")).toContain("not-a-token");
});
