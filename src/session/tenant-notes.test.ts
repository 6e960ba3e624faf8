import { expect, test, vi } from "vitest";
import type { Control } from "#protocol/control.ts";
import { createWireLog } from "#wire/log.ts";
import { noteTenantSide } from "./tenant-notes.ts";

const IDENTITIES = "http://localhost:5180/api/v2/users/auth0%7C1/identities";

function logOf(headers: Record<string, string>) {
  const log = createWireLog({ now: () => 0 });
  const run = log.begin({ step: "link", expects: "success" });
  const id = log.start({ actor: "A", kind: "http", method: "POST", url: IDENTITIES });
  log.end(id, { state: "answered", status: 201, headers });
  return { log, run };
}

function controlThat(logEntry: Control["logEntry"]) {
  return { logEntry: vi.fn<Control["logEntry"]>(logEntry) } as Partial<Control> as Control;
}

test("asks for the entry that an answer names, and puts it at the answer", async () => {
  const { log, run } = logOf({ "X-Linklab-Request": "7" });
  const control = controlThat(async () => ({ rule: "identity-linked", evidence: "recorded" }));
  await noteTenantSide({ control, log }, run);
  expect(control.logEntry).toHaveBeenCalledExactlyOnceWith("7");
  expect(log.events()[0]?.tenant).toEqual({
    rule: "identity-linked",
    because: null,
    evidence: "recorded",
    source: null,
  });
});

test.each([
  ["the answer names no entry", {}, true],
  ["the tenant has no control API", { "X-Linklab-Request": "7" }, false],
])("notes nothing where %s", async (_, headers, hasControl) => {
  const { log, run } = logOf(headers);
  const control = controlThat(async () => Promise.reject(new TypeError("asked")));
  await noteTenantSide({ control: hasControl ? control : null, log }, run);
  expect(control.logEntry).not.toHaveBeenCalled();
  expect(log.events()[0]?.tenant).toBeNull();
});
