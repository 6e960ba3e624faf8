// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Check } from "#linking/tokens/checks.ts";
import { UNTOUCHED, withoutTokens, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization, secondaryAuthorization } from "#protocol/authorization.ts";
import { NO_CHOICES } from "#session/choices.ts";
import { stepProps } from "#test/support/step-props.ts";
import { TENANT } from "#test/support/tokens.ts";
import { CheckedLink } from "./link-view.tsx";

afterEach(cleanup);

const UNVERIFIED: Check = { id: "verified-emails", passes: false, prevents: null, fault: null };
const STALE: Check = { id: "fresh-login", passes: false, prevents: null, fault: null };
const BLOCKING: Check = {
  id: "same-issuer",
  passes: false,
  prevents: "400 same issuer",
  fault: null,
};

const OWN = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE = { connection: "google-oauth2", provider: "google-oauth2", user_id: "1001" };
const ALONE = { user_id: "auth0|1", identities: [OWN] };
const ACCOUNT = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
const PROVED: Walkthrough = {
  ...UNTOUCHED,
  keys: { keys: [] },
  primary: {
    account: ACCOUNT,
    request: primaryAuthorization(TENANT, "code", ""),
    tokens: { accessToken: "access-a", idToken: "id-a", fitness: "fits", grantedScope: "openid" },
  },
  secondary: {
    account: { ...ACCOUNT, userId: "google-oauth2|1001" },
    request: secondaryAuthorization(TENANT, "code", ""),
    idToken: "id-b",
    user: null,
  },
  user: ALONE,
};

function show(change: {
  checks?: readonly Check[];
  hasTokens?: boolean;
  isLinked?: boolean;
  wasLinkedHere?: boolean;
  isBusy?: boolean;
  /** What a reload leaves: B's token is gone, A logged in again. */
  hasProof?: boolean;
  isBroken?: boolean;
}) {
  const onLink = vi.fn<() => Promise<void>>(async () => {});
  const onSignIn = vi.fn<() => Promise<void>>(async () => {});
  const step = ({
    checks = [],
    hasTokens = true,
    isLinked = false,
    wasLinkedHere = false,
    isBusy = false,
    hasProof = true,
    isBroken = false,
  }: typeof change) => {
    const props = stepProps("link", {
      walkthrough: {
        ...(hasTokens ? PROVED : withoutTokens(PROVED)),
        ...(hasProof ? {} : { secondary: withoutTokens(PROVED).secondary }),
        user: isLinked ? { ...ALONE, identities: [OWN, GOOGLE] } : ALONE,
        change: wasLinkedHere ? { before: ALONE, after: null } : null,
      },
      busy: isBusy ? ["linking"] : [],
      choices: { ...NO_CHOICES, scenario: isBroken ? { step: "link", id: "empty-body" } : null },
      actions: { link: onLink, signIn: onSignIn },
    });
    const request = props.session.request("link");
    return <CheckedLink {...props} request={request} checked={request && { checks, now: 0 }} />;
  };
  const { rerender } = render(step(change));
  return { onLink, onSignIn, showNow: (over: typeof change) => rerender(step(over)) };
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
  const dialog = screen.getByRole("dialog", { name: "Link Ada · Google to A?" });
  expect(dialog.textContent).toContain("B’s metadata is dropped");
  expect(onLink).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Link them" }));
  expect(onLink).toHaveBeenCalledOnce();
});

test("links nothing where the reader does not want it yet", async () => {
  const { onLink } = show({});
  await userEvent.click(sendButton()!);
  await userEvent.click(screen.getByRole("button", { name: "Not yet" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(onLink).not.toHaveBeenCalled();
});

test("sends at once what is broken on purpose", async () => {
  const { onLink } = show({ isBroken: true });
  await userEvent.click(sendButton()!);
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(onLink).toHaveBeenCalledOnce();
});

test("starts the login of the other account where B shall be kept, and says so before", async () => {
  const { onSignIn } = show({});
  await userEvent.click(screen.getByRole("button", { name: "Keep B instead" }));
  expect(screen.getByRole("dialog").textContent).toContain("Ada · Google logs in now");
  expect(onSignIn).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Log in as Ada · Google" }));
  expect(onSignIn).toHaveBeenCalledOnce();
});

test("sends nothing while the API would refuse it", async () => {
  const { onLink } = show({ checks: [BLOCKING] });
  expect(screen.getByRole("alert").textContent).toContain("The API would refuse this link");
  expect(screen.getByRole("link", { name: "To the checks" })).toBeTruthy();
  expect(sendButton()?.disabled).toBe(true);
  await userEvent.click(sendButton()!);
  expect(onLink).not.toHaveBeenCalled();
});

test("warns of an e-mail that nobody verified, and lets the reader decide", () => {
  show({ checks: [UNVERIFIED] });
  expect(screen.getByRole("note").textContent).toContain("An e-mail here is not verified");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(sendButton()?.disabled).toBe(false);
});

test("does not speak of e-mail where another check needs the reader", () => {
  show({ checks: [STALE] });
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
  show({ isLinked: true, wasLinkedHere: true, checks: [BLOCKING, UNVERIFIED] });
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
  show({ hasTokens: false });
  expect(sendButton()).toBeNull();
  expect(screen.queryByRole("region")).toBeNull();
});

test("says where B's token comes from, once they are apart again and it is gone", () => {
  show({ hasProof: false });
  expect(screen.getByText("Needs B’s ID token from step 4.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Prove you own the second account" })).toBeTruthy();
  cleanup();
  show({ hasProof: false, isLinked: true });
  expect(screen.queryByText("Needs B’s ID token from step 4.")).toBeNull();
});
