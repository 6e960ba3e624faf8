// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Identity } from "#protocol/management.ts";
import { Identities } from "./identities.tsx";

afterEach(cleanup);

const OWN: Identity = { connection: "users", provider: "auth0", user_id: "1", isSocial: false };
const GOOGLE: Identity = {
  connection: "google-oauth2",
  provider: "google-oauth2",
  user_id: "1001",
  isSocial: true,
  profileData: { name: "<b>Ada</b>", email_verified: true, emails: ["ada@example.com"] },
};
const GITHUB: Identity = { connection: "github", provider: "github", user_id: "2" };

function show(identities: readonly Identity[], canUnlink = true, busyId: string | null = null) {
  const onUnlink = vi.fn<(identity: Identity) => void>();
  render(
    <Identities identities={identities} busyId={busyId} onUnlink={canUnlink ? onUnlink : null} />,
  );
  return onUnlink;
}

const cells = (table: HTMLElement) =>
  within(table)
    .getAllByRole("row")
    .map((row) => row.textContent);

test("shows what the API gives of each identity, and text of others as text", () => {
  show([OWN, GOOGLE]);
  const [own, google] = screen.getAllByRole("table");
  expect(own?.textContent).toContain("A passwordprimary");
  expect(cells(own!)).toEqual(["providerauth0", "connectionusers", "user_id1", "isSocialfalse"]);
  expect(cells(google!).slice(4)).toEqual([
    "profileData",
    "name<b>Ada</b>",
    "email_verifiedtrue",
    'emails["ada@example.com"]',
  ]);
  expect(google?.querySelector("b")).toBeNull();
  expect(google?.querySelector("caption")?.textContent).toBe("B Googlelinked");
});

test("unlinks the identity whose button was pressed, and never the primary's own", async () => {
  const onUnlink = show([OWN, GOOGLE, GITHUB]);
  expect(screen.getAllByRole("button")).toHaveLength(2);
  await userEvent.click(screen.getByRole("button", { name: "Unlink GitHub, 2" }));
  expect(onUnlink).toHaveBeenCalledExactlyOnceWith(GITHUB);
});

test("does not send twice while it is sending", async () => {
  const onUnlink = show([OWN, GOOGLE], true, "google-oauth2|1001");
  await userEvent.click(screen.getByRole("button", { name: "Unlink Google, 1001" }));
  expect(onUnlink).not.toHaveBeenCalled();
});

test("has no buttons where nothing can be sent", () => {
  show([OWN, GOOGLE], false);
  expect(screen.queryByRole("button")).toBeNull();
});
