// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Check } from "#linking/tokens/checks.ts";
import { LinkStep } from "./link-step.tsx";

afterEach(cleanup);

const REQUEST = {
  method: "POST",
  url: ["http://localhost:5180/api/v2/users/auth0%7C1/identities"],
  parameters: [],
  headers: [["Authorization", ["Bearer ", { owner: "A", name: "access token" }]]],
  body: ['{"link_with":"', { owner: "B", name: "ID token" }, '"}'],
  curl: "curl -X POST 'x'",
} as const;

const UNVERIFIED: Check = { id: "verified-emails", passes: false, prevents: null };
const STALE: Check = { id: "fresh-login", passes: false, prevents: null };
const IDENTITIES = [
  { connection: "db", provider: "auth0", user_id: "1" },
  { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" },
];

function show(
  change: Partial<{
    request: typeof REQUEST | null;
    warnings: readonly Check[];
    isBlocked: boolean;
    isHeldBack: boolean;
    isBroken: boolean;
    isLinked: boolean;
    wasLinkedHere: boolean;
    isBusy: boolean;
  }>,
) {
  const onLink = vi.fn<() => void>();
  const step = (over: typeof change) => (
    <LinkStep
      tokens={null}
      request={REQUEST}
      warnings={[]}
      isBlocked={false}
      isHeldBack={false}
      isBroken={false}
      identities={over.isLinked ? IDENTITIES : []}
      isLinked={false}
      wasLinkedHere={false}
      wasAnswerLost={false}
      isBusy={false}
      onLink={onLink}
      onKeepOther={() => {}}
      checkLink={<a href="/learn/check">To the checks</a>}
      next={<a href="/learn/changes">Next</a>}
      {...over}
    />
  );
  const { rerender } = render(step(change));
  return { onLink, showNow: (over: typeof change) => rerender(step(over)) };
}

function sendButton(): HTMLButtonElement | null {
  return screen.queryByRole<HTMLButtonElement>("button", { name: "Send POST" });
}

test("prints the request with chips in place of tokens and sends it with the button", async () => {
  const { onLink } = show({});
  const card = screen.getByRole("region", { name: "The request, as it will be sent" });
  expect(card.textContent).toContain("A · access token");
  expect(card.textContent).toContain('{"link_with":"B · ID token"}');
  await userEvent.click(sendButton()!);
  expect(onLink).toHaveBeenCalledOnce();
});

test("sends nothing while the API would refuse it", async () => {
  const { onLink } = show({ isBlocked: true });
  expect(screen.getByRole("alert").textContent).toContain("The API would refuse this link");
  expect(screen.getByRole("link", { name: "To the checks" })).toBeTruthy();
  expect(sendButton()?.disabled).toBe(true);
  await userEvent.click(sendButton()!);
  expect(onLink).not.toHaveBeenCalled();
});

test("warns of an e-mail that nobody verified, and lets the reader decide", () => {
  show({ warnings: [UNVERIFIED] });
  expect(screen.getByRole("note").textContent).toContain("An e-mail here is not verified");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(sendButton()?.disabled).toBe(false);
});

test("does not speak of e-mail where another check needs the reader", () => {
  show({ warnings: [STALE] });
  expect(screen.queryByRole("note")).toBeNull();
});

test("has one send at a time", async () => {
  const { onLink } = show({ isBusy: true });
  const button = screen.getByRole("button", { name: "Sending…" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await userEvent.click(button);
  expect(onLink).not.toHaveBeenCalled();
});

test("shows the identities instead of the button once they are linked", () => {
  show({ isLinked: true, wasLinkedHere: true, isBlocked: true, warnings: [UNVERIFIED] });
  const [done] = screen.getAllByRole("status");
  expect(done?.textContent).toContain("201. A has 2 identities now.");
  expect(done?.textContent).toContain("google-oauth2|1001 · Google");
  expect(screen.getByRole("region", { name: "The request that was sent" })).toBeTruthy();
  expect(sendButton()).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.queryByRole("note")).toBeNull();
});

test("does not claim a link that it did not send", () => {
  show({ isLinked: true, wasLinkedHere: false });
  const [done] = screen.getAllByRole("status");
  expect(done?.textContent).toContain("A has 2 identities already.");
  expect(done?.textContent).not.toContain("201");
  expect(screen.queryByRole("region")).toBeNull();
  expect(sendButton()).toBeNull();
});

test("takes the reader to what the link brought, but not where it was there before", () => {
  const { showNow } = show({});
  showNow({ isLinked: true, wasLinkedHere: true });
  expect(document.activeElement?.textContent).toContain("201. A has 2 identities now.");
  cleanup();
  show({ isLinked: true, wasLinkedHere: true });
  expect(document.activeElement).toBe(document.body);
});

test("has nothing to send without tokens", () => {
  show({ request: null });
  expect(sendButton()).toBeNull();
  expect(screen.queryByRole("region")).toBeNull();
});
