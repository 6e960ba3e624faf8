import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "#e2e/linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  logIn,
  openPopup,
  openSecondLogin,
  reachLink,
  reachSecondAccount,
  readTenant,
  readTraces,
  sendLink,
  sessionOf,
} from "#e2e/walkthrough.ts";

for (const flow of ["Code + PKCE", "Implicit"] as const) {
  for (const place of ["This page", "A popup"] as const) {
    test(`A logs in with ${flow}, ${place}, and is renewed silently`, async ({ page, linklab }) => {
      await readTenant(page);
      await page.getByRole("radio", { name: flow }).check();
      await page.getByRole("radio", { name: place }).check();
      const window =
        place === "A popup"
          ? await openPopup(page, "Log in as A")
          : (await page.getByRole("button", { name: "Log in as A" }).click(), page);
      await logIn(window, ADA);
      await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
      await expect(sessionOf(page, "A")).toBeVisible();
      expect(page.url()).toBe(`${linklab.origin}/learn/primary`);

      await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
      await expect(page.getByRole("status").getByText("Renewed, still A (1).")).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
      expect(await readTraces(page)).not.toMatch(
        /eyJ[\w-]+\.[\w-]+|[?&#](code|access_token)=(?!⟦)/,
      );
    });
  }

  test(`B logs in by popup with ${flow}, and A stays`, async ({ page }) => {
    await reachSecondAccount(page);
    await page.getByRole("radio", { name: flow }).check();
    await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
    await expect(page.getByRole("status").getByText("B is Ada · Google")).toBeVisible();
    await expect(sessionOf(page, "B")).toBeVisible();
    const announced = page.getByRole("status", { name: "Requests" }).locator("p");
    const [token, user] = ["POST /oauth/token, 200", "GET /api/v2/users/{id}, 200"];
    await expect(announced).toHaveText(
      flow === "Implicit"
        ? [token, user, "Popup opened", "Popup ended"]
        : [user, "Popup opened", token, "Popup ended"],
    );
    await expect(page.getByRole("status").filter({ hasText: "B is Ada" })).toBeFocused();
    await page.getByRole("link", { name: "Next: Check before you link" }).click();
    await expect(page.getByRole("status").getByText("10 of 10 fit.")).toBeVisible();
  });
}

test("a login’s popup begins at a page that is not isolated: WebKit cuts off an empty one", async ({
  page,
  context,
}) => {
  await reachSecondAccount(page);
  const first = context.waitForEvent("request", (request) => request.isNavigationRequest());
  const popup = await openSecondLogin(page);
  const address = (await first).url();
  const isolation = await page.evaluate(async (url) => {
    const { headers } = await fetch(url);
    return headers.get("Cross-Origin-Opener-Policy");
  }, address);
  expect([new URL(address).pathname, isolation]).toEqual(["/icon.svg", null]);
  await chooseAccount(popup, "Google", ADA.google.email);
  await expect(page.getByRole("status").getByText("B is Ada · Google")).toBeVisible();
});

test("a refresh token renews A although the cookie is B's", async ({ page }) => {
  await readTenant(page);
  await page.getByRole("checkbox", { name: "Ask for a refresh token" }).check();
  await expect(page.getByLabel("scope=")).toHaveValue(/offline_access$/);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await goTo(page, "secondary");
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await expect(sessionOf(page, "B")).toBeVisible();
  await page.getByRole("link", { name: /^Log in as A/ }).click();
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  await expect(page.getByText("Renewed, still A (1).")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "POST /oauth/token" })).toHaveCount(3);
  await expect(page.getByText("The renewal came back as someone else.")).toBeHidden();
});

test("a renewal by cookie that comes back as B is caught, and A's tokens stay", async ({
  page,
}) => {
  await reachSecondAccount(page);
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await expect(sessionOf(page, "B")).toBeVisible();
  await page.getByRole("link", { name: /^Log in as A/ }).click();
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  await expect(page.getByText("The renewal came back as someone else.")).toBeVisible();
  await expect(page.getByText("Came back: Ada · Google.")).toBeVisible();
  await expect(page.getByText("You are still A: Ada · password.")).toBeVisible();
  await expectAccessible(page);
});

test("a click right after typing in the request is not lost, and scopes are explained before", async ({
  page,
}) => {
  await readTenant(page);
  await expect(page.getByRole("table", { name: "What each scope allows" })).toContainText(
    "link and unlink your own identities",
  );
  const button = page.getByRole("button", { name: "Log in as A" });
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  await page.getByLabel("login_hint=").click();
  await page.keyboard.type("ada@example.com");
  // At its edge, where the smallest move of the button under the pointer would lose the click.
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + (box?.height ?? 0) - 2);
  await page.mouse.down();
  expect(await button.boundingBox()).toEqual(box);
  await page.mouse.up();
  await expect(page.getByLabel("Email address")).toHaveValue("ada@example.com");
});

test("the guide's own request is one click away, and links", async ({ page }) => {
  await readTenant(page);
  await page.getByRole("button", { name: "Use the migration guide’s request" }).click();
  await expect(page.getByLabel("scope=")).toHaveValue("update:current_user_identities");
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await goTo(page, "secondary");
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await page.getByRole("link", { name: "Next: Check before you link" }).click();
  await page.getByRole("link", { name: "Next: Link" }).click();
  await sendLink(page);
  await expect(page.getByRole("status").getByText("201. A has 2 identities now.")).toBeVisible();
});

test("a login without an audience is said to give an opaque token", async ({ page }) => {
  await readTenant(page);
  await page.getByLabel("audience=").fill("");
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("alert").getByText("The access token is opaque.")).toBeVisible();
  await page.getByRole("link", { name: /^Prove you own B/ }).click();
  await expect(page.getByText("Needs A’s tokens from step 2.")).toBeVisible();
});

test("a scope that an SPA may not have is struck through", async ({ page }) => {
  await readTenant(page);
  const scope = page.getByLabel("scope=");
  await scope.fill(`${await scope.inputValue()} update:users`);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("row", { name: /update:users/ })).toContainText("left out, no error");
});

test("another client's token is stopped by the checks", async ({ page }) => {
  await reachSecondAccount(page);
  await page.getByLabel("client_id=").fill("linklab-other");
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await page.getByRole("link", { name: "Next: Check before you link" }).click();
  await expect(page.getByText("The two logins were for different applications.")).toBeVisible();
  await page.getByRole("link", { name: "Next: Link" }).click();
  await expect(page.getByRole("button", { name: "Send POST" })).toBeDisabled();
});

test("an application that signs with HS256 is explained", async ({ page }) => {
  await reachSecondAccount(page);
  await page.getByLabel("client_id=").fill("linklab-hs256");
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await expect(page.getByRole("alert")).toContainText("Signed with the wrong algorithm.");
});

test("keeping B instead means logging in as B first, and starts over from there", async ({
  page,
}) => {
  await reachLink(page);
  await page.getByRole("button", { name: "Keep B instead" }).click();
  await page.getByRole("button", { name: "Log in as Ada · Google" }).click();
  await page.getByRole("button", { name: ADA.google.email }).click();
  await expect(page.getByRole("status").getByText("A is Ada · Google")).toBeVisible();
  await goTo(page, "link");
  await expect(page.getByText("Needs B’s ID token from step 4.")).toBeVisible();
});

const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("the tenant’s pages follow the theme that was chosen in the app, and the system without one", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "light" });
  const [light, dark] = ["rgb(251, 250, 248)", "rgb(15, 17, 22)"];
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await expect(page.getByLabel("Password")).toBeVisible();
  expect(await paper(page)).toBe(light);
  await page.goBack();
  await page.getByRole("button", { name: "Dark theme" }).click();
  await expect(page.getByLabel("scope=")).toBeVisible();
  await page.getByRole("button", { name: /^Log in as A/ }).click();
  await expect(page.getByLabel("Password")).toBeVisible();
  expect(await paper(page)).toBe(dark);
  await logIn(page, ADA);
  await goTo(page, "secondary");
  const popup = await openPopup(page, "Log in as B");
  await popup.getByRole("button", { name: "Continue with Google" }).click();
  await expect(popup.getByRole("heading", { name: "Choose a Google account" })).toBeVisible();
  expect(await paper(popup)).toBe(dark);
});
