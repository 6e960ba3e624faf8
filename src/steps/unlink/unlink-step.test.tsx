// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Identity } from "#protocol/management.ts";
import { UnlinkStep } from "./unlink-step.tsx";

afterEach(cleanup);

const GOOGLE: Identity = {
  connection: "google-oauth2",
  provider: "google-oauth2",
  user_id: "1001",
};
const REQUEST = {
  method: "DELETE",
  url: ["x"],
  parameters: [],
  headers: [],
  body: null,
  curl: "curl -X DELETE x",
};

function show(
  change: {
    identity?: Identity | null;
    unlinked?: Identity | null;
    asksFirst?: boolean;
    wasAnswerLost?: boolean;
    others?: Identity[];
    request?: typeof REQUEST | null;
  } = {},
) {
  const {
    identity = GOOGLE,
    unlinked = null,
    asksFirst = true,
    wasAnswerLost = false,
    others = [],
    request = REQUEST,
  } = change;
  const onUnlink = vi.fn<() => void>();
  const onStartOver = vi.fn<() => void>();
  const onChoose = vi.fn<(identity: Identity) => void>();
  render(
    <UnlinkStep
      request={request}
      identities={identity === null ? [] : [identity, ...others]}
      identity={identity}
      onChoose={onChoose}
      unlinked={unlinked}
      wasAnswerLost={wasAnswerLost}
      asksFirst={asksFirst}
      isBusy={false}
      onUnlink={onUnlink}
      onStartOver={onStartOver}
    />,
  );
  return { onUnlink, onStartOver, onChoose };
}

test("offers the request as a command", async () => {
  const user = userEvent.setup();
  show();
  await user.click(screen.getByRole("button", { name: "Copy as curl" }));
  expect(await navigator.clipboard.readText()).toBe(REQUEST.curl);
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
  show({ identity: null, request: null });
  expect(screen.queryByRole("button", { name: "Send DELETE" })).toBeNull();
});

test("offers to start over after the unlink", async () => {
  const { onStartOver } = show({ identity: null, unlinked: GOOGLE });
  expect(screen.getByText("200. They are two users again.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Start over" }));
  expect(onStartOver).toHaveBeenCalledOnce();
});

test("does not claim an answer that was lost", () => {
  show({ identity: null, unlinked: GOOGLE, wasAnswerLost: true });
  expect(screen.getByText("Unlinked. They are two users again.")).toBeTruthy();
});

test("shows code that asks for both e-mails to be verified", () => {
  show();
  const code = screen.getByRole("region", { name: "Code to link and unlink" });
  expect(code.textContent).toContain("email_verified");
});

test("sends what nothing is lost by at once", async () => {
  const { onUnlink } = show({ asksFirst: false });
  await userEvent.click(screen.getByRole("button", { name: "Send DELETE" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(onUnlink).toHaveBeenCalledOnce();
});

test("sends what is broken on purpose also where nothing is linked", async () => {
  const { onUnlink } = show({ identity: null, asksFirst: false });
  await userEvent.click(screen.getByRole("button", { name: "Send DELETE" }));
  expect(onUnlink).toHaveBeenCalledOnce();
});

test("lets the reader choose where more than one is linked", async () => {
  const github = { connection: "github", provider: "github", user_id: "7" };
  const { onChoose } = show({ others: [github] });
  await userEvent.click(screen.getByRole("radio", { name: /GitHub/ }));
  expect(onChoose).toHaveBeenCalledExactlyOnceWith(github);
});
