import type { Page } from "@playwright/test";
import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import {
  logInAsA,
  openSecondLogin,
  readTenant,
  readTraces,
  chooseAccount,
  ADA,
  goTo,
} from "./walkthrough.ts";

/** A token; the SDK's own `auth0Client` parameter begins alike, but has no second part. */
const JWT = /eyJ[\w-]+\./;

const requests = (page: Page) => page.getByRole("list", { name: "Requests" });

/** Ids of the rows in the picture, and in the list that stands for it. */
async function rowIds(page: Page) {
  const [picture, list] = await Promise.all(
    ["svg [data-row]", "ol [data-row]"].map((rows) =>
      page.locator(rows).evaluateAll((all) => all.map((row) => row.getAttribute("data-row"))),
    ),
  );
  return { picture, list };
}

test("shows every request as an arrow and as a row, before and after a redirect", async ({
  page,
}) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await expect(requests(page).getByRole("button")).toHaveText([
    /GET …\/openid-configuration200/,
    /GET …\/jwks\.json200/,
    /GET \/authorize302/,
    /POST \/oauth\/token200/,
    /GET …\/users\/{id}200/,
  ]);
  const { picture, list } = await rowIds(page);
  expect(picture).toEqual(list);
  await expect(page.getByText(/^left for Auth0 … came back \([\d.]+ m?s\)$/)).toBeVisible();
  expect(await readTraces(page)).not.toMatch(JWT);

  await page.reload();
  // The tokens went with the reload, so the login's three requests are planned again.
  await expect(requests(page).getByRole("button")).toHaveCount(8);
  const reloaded = await rowIds(page);
  expect(reloaded.list?.slice(0, 5)).toEqual(list);
  expect(reloaded.picture).toEqual(reloaded.list);
  expect(await readTraces(page)).not.toMatch(JWT);
});

test("opens a request and its tokens by keyboard alone", async ({ page }) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await requests(page).getByRole("button", { name: "…/users/{id}" }).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  const row = requests(page).getByRole("button", { expanded: true });
  await expect(row).toHaveText(/GET …\/users\/{id}/);
  await expect(page.getByText("200 answered")).toBeVisible();
  await expect(page.locator("svg [data-selected]")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "A · access token" })).toBeFocused();
  await page.keyboard.press("Enter");
  const card = page.getByRole("article", { name: "A’s access token" });
  await expect(card).toBeFocused();
  await expect(card).toContainText("Valid");
});

test("opens the request of an arrow by mouse", async ({ page }) => {
  await readTenant(page);
  await page.locator("svg [data-row]").first().click();
  await expect(requests(page).getByRole("button", { expanded: true })).toHaveText(
    /GET …\/openid-configuration/,
  );
});

test("draws the popup of a login, and the frame of a silent renewal", async ({ page }) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  await expect(page.getByText("Renewed, still A (1).")).toBeVisible();
  await expect(page.getByText("Hidden frame", { exact: true })).toBeVisible();
  await expect(page.getByText("GET /authorize · prompt=none")).toBeVisible();
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await expect(page.getByText("200 · tokens of B")).toBeVisible();
  await expect(page.getByText("Popup", { exact: true })).toBeVisible();
  await expect(page.getByText("web_message", { exact: true })).toHaveCount(2);
  const { picture, list } = await rowIds(page);
  expect(picture).toEqual(list);
});

test("logs what auth0.js sends by XMLHttpRequest", async ({ page }) => {
  await readTenant(page);
  await logInAsA(page, "Implicit");
  await expect(requests(page).getByRole("button", { name: "…/jwks.json" })).toHaveCount(2);
  await expect(page.getByText("access_token, id_token, state")).toBeVisible();
  expect(await readTraces(page)).not.toMatch(JWT);
});

test("is accessible and fits with a request open", async ({ page }) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await page.getByRole("link", { name: /Check before you link/ }).click();
  await expect(page.getByText("Needs B’s ID token")).toBeVisible();
  await requests(page).getByRole("button", { name: "POST /oauth/token" }).click();
  await page.setViewportSize({ width: 320, height: 900 });
  for (const view of ["Diagram", "Requests"]) {
    await page.getByRole("button", { name: view }).click();
    await expectAccessibleEverywhere(page);
  }
});
