// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { UNTOUCHED, type Walkthrough } from "#linking/walkthrough/state.ts";
import { primaryAuthorization, secondaryAuthorization } from "#protocol/authorization.ts";
import { stepProps } from "#test/support/step-props.ts";
import { createSigner, forgeToken, ID_TOKEN_CLAIMS, TENANT } from "#test/support/tokens.ts";
import { CheckView } from "./check-view.tsx";

afterEach(cleanup);

const signer = await createSigner("key-1");
const ACCOUNT = { userId: "auth0|1", name: "Ada", email: null, isEmailVerified: true };
const ACCESS_TOKEN = forgeToken({
  iss: TENANT.issuer,
  sub: "auth0|1",
  aud: TENANT.audience,
  azp: TENANT.clientId,
  scope: "update:current_user_identities",
});

/** Both have logged in just now; B's ID token is signed, and differs in these claims. */
async function proved(claims: Record<string, unknown>): Promise<Walkthrough> {
  const now = Math.floor(Date.now() / 1000);
  const fresh = { ...ID_TOKEN_CLAIMS, iat: now, exp: now + 3600, auth_time: now };
  return {
    ...UNTOUCHED,
    keys: signer.keys,
    primary: {
      account: ACCOUNT,
      request: primaryAuthorization(TENANT, "code", ""),
      tokens: {
        accessToken: ACCESS_TOKEN,
        idToken: forgeToken({ ...fresh, sub: "auth0|1" }),
        fitness: "fits",
        grantedScope: "update:current_user_identities",
      },
    },
    secondary: {
      account: { ...ACCOUNT, userId: "google-oauth2|1001" },
      request: secondaryAuthorization(TENANT, "code", ""),
      idToken: await signer.sign({ ...fresh, ...claims }),
      user: null,
    },
    user: { user_id: "auth0|1", identities: [] },
  };
}

async function show(claims: Record<string, unknown> = {}) {
  const seeChecks = vi.fn<() => void>();
  const walkthrough = await proved(claims);
  render(<CheckView {...stepProps("check", { walkthrough, actions: { seeChecks } })} />);
  const list = await screen.findByRole("list");
  const items = [...list.children].map((item) => item.textContent);
  return { seeChecks, items, find: (text: string) => items.find((item) => item.includes(text)) };
}

test("says that all fit, leads on, and notes that they were seen", async () => {
  const { items, seeChecks } = await show();
  expect(screen.getByRole("status").textContent).toContain("10 of 10 fit.");
  expect(items[0]).toContain(": fits");
  expect(screen.getByRole("link", { name: /^Next/ })).toBeTruthy();
  expect(seeChecks).toHaveBeenCalledOnce();
});

test("raises an alert when the API would refuse", async () => {
  const { find } = await show({ iss: "https://other.example/" });
  expect(screen.getByRole("alert").textContent).toContain(
    "9 of 10 fit. The API would refuse this link.",
  );
  const item = find("The two logins were at different tenants or domains.");
  expect(item).toContain(": does not fit");
  expect(item).toContain("400 JWT (link_with) must have the same issuer");
});

test("leaves to the reader what the API would not stop", async () => {
  const { find } = await show({ email_verified: false });
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("note").textContent).toContain(
    "9 of 10 fit. The rest is yours to decide; the API would not stop it.",
  );
  const item = find("An e-mail address is not verified: needs you");
  expect(item).not.toContain("Both e-mail addresses are verified");
  expect(item).toContain("No API error: your duty");
});

test("says the worse of both when the API would refuse and the reader must decide", async () => {
  await show({ iss: "https://other.example/", email_verified: false });
  expect(screen.getByRole("alert").textContent).toContain("8 of 10 fit. The API would refuse");
});

test("notes nothing as seen where there are no checks", () => {
  const seeChecks = vi.fn<() => void>();
  render(<CheckView {...stepProps("check", { actions: { seeChecks } })} />);
  expect(screen.getByRole("note").textContent).toContain("Needs B’s ID token");
  expect(seeChecks).not.toHaveBeenCalled();
});
