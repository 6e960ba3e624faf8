// @vitest-environment happy-dom
import type { DetachedWindowAPI } from "happy-dom";
import { afterEach, beforeAll, expect, test } from "vitest";
import { createWireLog } from "#wire/log.ts";
import { recordMessages } from "./record-messages.ts";

const ORIGIN = "http://localhost:5180";
const AUTHORIZE = `${ORIGIN}/authorize?response_mode=web_message&prompt=none`;
const CODE = { type: "authorization_response", response: { code: "secret-code", state: "s" } };

const log = createWireLog({ now: () => 0 });

// Frames load, so that each has a window of its own; an empty page answers for the tenant.
declare const happyDOM: DetachedWindowAPI;
happyDOM.settings.enableIframePageLoading = true;
happyDOM.settings.fetch.interceptor = {
  beforeAsyncRequest: ({ window }) => Promise.resolve(new window.Response("")),
};

// Once, as in the page: there is no way to stop it.
beforeAll(() => recordMessages(log, { origin: ORIGIN, actor: () => "A" }));

afterEach(() => {
  document.body.replaceChildren();
  log.clear();
});

/** What an SDK does for a silent login: the frame is in the page before it has an address. */
async function openFrame(src = AUTHORIZE): Promise<HTMLIFrameElement> {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  frame.src = src;
  await Promise.resolve(); // mutations are reported in a microtask
  return frame;
}

function answer(data: unknown, source: Window | null, origin = ORIGIN): void {
  window.dispatchEvent(new MessageEvent("message", { data, origin, source }));
}

test("logs a hidden frame at the tenant, and the message that answers it", async () => {
  const frame = await openFrame();
  expect(log.events()).toMatchObject([
    { actor: "A", kind: "page", from: "frame", to: "login", state: "sent", url: AUTHORIZE },
  ]);
  answer(CODE, frame.contentWindow);
  expect(log.events()).toMatchObject([
    { state: "answered", responseBody: expect.stringContaining("⟦A code⟧") },
  ]);
  expect(JSON.stringify(log.events())).not.toContain("secret-code");
});

test("takes a message with an error for a refusal", async () => {
  const frame = await openFrame();
  answer({ ...CODE, response: { error: "login_required" } }, frame.contentWindow);
  expect(log.events()).toMatchObject([{ state: "refused" }]);
});

test("ends a frame whose answer cannot be written as JSON", async () => {
  const frame = await openFrame();
  answer({ ...CODE, response: { code: 1n } }, frame.contentWindow);
  expect(log.events()).toMatchObject([{ state: "answered", responseBody: "⟦could not be read⟧" }]);
});

test("takes a frame that is removed without a message for unanswered", async () => {
  const frame = await openFrame();
  frame.remove();
  await expect.poll(() => log.events()).toMatchObject([{ state: "no-answer" }]);
});

test("ends the popup that is open with a message from elsewhere than a frame", async () => {
  log.start({ actor: "B", kind: "page", from: "popup", method: "GET", url: AUTHORIZE });
  answer({ ...CODE, response: { code: "secret-code-of-B" } }, window);
  expect(log.events()).toMatchObject([
    { from: "popup", state: "answered", responseBody: expect.stringContaining("⟦B code⟧") },
  ]);
});

test.each([
  ["from another origin", CODE, "http://localhost:5181"],
  ["of another type", { ...CODE, type: "other" }, ORIGIN],
  ["without an answer", { type: "authorization_response" }, ORIGIN],
  ["that is text", "authorization_response", ORIGIN],
])("hears no message %s", async (_, data, origin) => {
  const frame = await openFrame();
  answer(data, frame.contentWindow, origin);
  expect(log.events()).toMatchObject([{ state: "sent" }]);
});

test("logs no frame at another origin, and none without an address", async () => {
  await openFrame("http://localhost:5181/authorize");
  await openFrame("");
  await openFrame();
  expect(log.events()).toMatchObject([{ url: AUTHORIZE }]);
});
