// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization } from "#protocol/authorization.ts";
import type { Identity } from "#protocol/management.ts";
import { NO_CHOICES } from "#session/choices.ts";
import { stepProps } from "#test/support/step-props.ts";
import { TENANT } from "#test/support/tokens.ts";
import { UnlinkView } from "./unlink-view.tsx";

afterEach(cleanup);

const OWN: Identity = { connection: "db", provider: "auth0", user_id: "1" };
const GOOGLE: Identity = {
  connection: "google-oauth2",
  provider: "google-oauth2",
  user_id: "1001",
};
const SIGNED_IN: Walkthrough = {
  ...UNTOUCHED,
  keys: { keys: [] },
  primary: {
    account: { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true },
    request: primaryAuthorization(TENANT, "code", ""),
    tokens: { accessToken: "access-a", idToken: "id-a", fitness: "fits", grantedScope: "openid" },
  },
};

function show({
  linked = [GOOGLE],
  unlinked = null,
  isBroken = false,
  wasAnswerLost = false,
}: {
  linked?: readonly Identity[];
  unlinked?: Identity | null;
  isBroken?: boolean;
  wasAnswerLost?: boolean;
} = {}) {
  const onUnlink = vi.fn<() => Promise<void>>(async () => {});
  const onStartOver = vi.fn<() => void>();
  const onChoose = vi.fn<(choice: object) => void>();
  const user = { user_id: "auth0|1", identities: [OWN, ...linked] };
  render(
    <UnlinkView
      {...stepProps("unlink", {
        walkthrough: { ...SIGNED_IN, user, unlinked },
        choices: { ...NO_CHOICES, scenario: isBroken ? { step: "unlink", id: BROKEN } : null },
        finding: wasAnswerLost
          ? {
              id: "unlinked-answer-lost",
              step: "unlink",
              says: null,
              came: null,
              retryAt: null,
              during: null,
            }
          : null,
        actions: { unlink: onUnlink, choose: onChoose },
        onStartOver,
      })}
    />,
  );
  return { onUnlink, onStartOver, onChoose };
}

/** A scenario that loses nothing. */
const BROKEN = "not-linked";

test("offers the request as a command", async () => {
  const user = userEvent.setup();
  show();
  await user.click(screen.getByRole("button", { name: "Copy as curl" }));
  expect(await navigator.clipboard.readText()).toMatch(
    /^curl -X DELETE .*auth0%7C1\/identities\/google-oauth2\/1001/s,
  );
});

async function ask(): Promise<HTMLElement> {
  expect(screen.queryByRole("dialog")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Send DELETE" }));
  return screen.getByRole("dialog", { name: "Unlink Google?" });
}

test("asks before it unlinks, and unlinks the identity that it named", async () => {
  const { onUnlink } = show();
  const dialog = await ask();
  expect(dialog.textContent).toContain("google-oauth2|1001");
  expect(onUnlink).not.toHaveBeenCalled();
  await userEvent.click(within(dialog).getByRole("button", { name: "Unlink" }));
  expect(onUnlink).toHaveBeenCalledOnce();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("unlinks nothing when the reader keeps it, and asks again the next time", async () => {
  const { onUnlink } = show();
  const dialog = await ask();
  await userEvent.click(within(dialog).getByRole("button", { name: "Keep it" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(onUnlink).not.toHaveBeenCalled();
  await ask();
});

test("unlinks nothing when the browser closes the dialog, and asks again the next time", async () => {
  const { onUnlink } = show();
  const dialog = (await ask()) as HTMLDialogElement;
  dialog.close();
  expect(onUnlink).not.toHaveBeenCalled();
  await ask();
});

test("has nothing to send without a request", () => {
  show({ linked: [] });
  expect(screen.queryByRole("button", { name: "Send DELETE" })).toBeNull();
});

test("offers to start over after the unlink", async () => {
  const { onStartOver } = show({ linked: [], unlinked: GOOGLE });
  expect(screen.getByText("200. They are two users again.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Start over" }));
  expect(onStartOver).toHaveBeenCalledOnce();
});

test("does not claim an answer that was lost", () => {
  show({ linked: [], unlinked: GOOGLE, wasAnswerLost: true });
  expect(screen.getByText("Unlinked. They are two users again.")).toBeTruthy();
});

test("shows code that asks for both e-mails to be verified", () => {
  show();
  const code = screen.getByRole("region", { name: "Code to link and unlink" });
  expect(code.textContent).toContain("email_verified");
});

test("sends what nothing is lost by at once", async () => {
  const { onUnlink } = show({ isBroken: true });
  await userEvent.click(screen.getByRole("button", { name: "Send DELETE" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(onUnlink).toHaveBeenCalledOnce();
});

test("sends what is broken on purpose also where nothing is linked", async () => {
  const { onUnlink } = show({ linked: [], unlinked: GOOGLE, isBroken: true });
  await userEvent.click(screen.getByRole("button", { name: "Send DELETE" }));
  expect(onUnlink).toHaveBeenCalledOnce();
});

test("lets the reader choose where more than one is linked", async () => {
  const github = { connection: "github", provider: "github", user_id: "7" };
  const { onChoose } = show({ linked: [GOOGLE, github] });
  await userEvent.click(screen.getByRole("radio", { name: /GitHub/ }));
  expect(onChoose).toHaveBeenCalledExactlyOnceWith({ unlinkId: "github|7" });
});
