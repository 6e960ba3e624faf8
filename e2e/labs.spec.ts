import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  logIn,
  openPopup,
  reachLink,
  readTraces,
  sendLink,
} from "./walkthrough.ts";

/** What the tenant's control API says, read past the page. */
async function readControl(tenant: string, path: string): Promise<string> {
  return await (await fetch(`${tenant}/_linklab/${path}`)).text();
}

/** The tenant goes by the rules of today, and no account of an attack is left. */
async function expectTidy(tenant: string): Promise<void> {
  await expect.poll(() => readControl(tenant, "users")).not.toContain("|lab-");
  expect(await readControl(tenant, "policy")).toBe('{"policy":"today"}');
}

function stepOf(page: Page, number: number): Locator {
  const steps = page.getByRole("list", { name: "What happens" });
  return steps.getByRole("listitem").nth(number - 1);
}

/** Takes the steps of an attack up to one, which must have come out as the text says. */
async function takeSteps(page: Page, from: number, to: number, outcome: string): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    await page.getByRole("button", { name: "Next step" }).click();
    await expect(stepOf(page, number)).toHaveAttribute("data-state", "done");
  }
  await expect(stepOf(page, to)).toContainText(outcome);
}

/** The address of one of the attack's people, as the page names it. */
async function addressOf(page: Page, name: string): Promise<string> {
  const person = page.getByText(new RegExp(`^${name}-[\\da-f]{8}@example\\.com`)).first();
  return (await person.innerText()).split(",")[0] ?? "";
}

async function logInAs(page: Page, owner: "A" | "B"): Promise<void> {
  const popup = await openPopup(page, `Log in as ${owner}`);
  if (owner === "A") await logIn(popup, ADA);
  else await chooseAccount(popup, "Google", ADA.google.email);
}

function readout(page: Page, label: string): Locator {
  return page.locator("dl > div", { hasText: label });
}

const READOUTS = ["User of the SDK", "sub of the access token", "Owner of the tenant’s cookie"];

/** Whose the three are, by the letters that they show; no letter for nobody. */
async function expectReadouts(page: Page, ...holders: ("A" | "B" | "nobody")[]): Promise<void> {
  for (const [index, label] of READOUTS.entries())
    await expect(readout(page, label)).toHaveAttribute("data-holder", holders[index] ?? "");
}

test("a user ID takes the account before 2018 and is refused today", async ({
  page,
  linklab,
  expectConsole,
}) => {
  expectConsole(/403 \(Forbidden\)/);
  await page.goto("/labs");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Labs");
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Replay the attacks" }).click();
  await takeSteps(page, 1, 3, "201");
  expect(await readControl(linklab.tenantOrigin, "policy")).toBe('{"policy":"today"}');
  await takeSteps(page, 4, 4, "200");
  await expect(page.getByText("Nobody asked Victor.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  const victor = await addressOf(page, "victor");
  const popup = await openPopup(page, "Log in as Victor");
  await popup.getByRole("button", { name: victor }).click();
  await expect(stepOf(page, 5)).toContainText("sub is Mallory’s user");
  await expect(page.getByText("cookie: other")).toBeVisible();

  await takeSteps(page, 6, 7, "403");
  await takeSteps(page, 8, 8, "done");
  await expect(page.getByText("cookie: unknown")).toBeVisible();
  await expectTidy(linklab.tenantOrigin);
  await expect(page.getByRole("heading", { name: "The check that stops it" })).toBeVisible();
  expect(await readTraces(page)).not.toMatch(/eyJ[\w-]+\./);
});

test("is found at its former address, whatever of it a link names", async ({ page }) => {
  await page.goto("/lab");
  await expect(page).toHaveURL(/\/labs$/);
  await page.goto("/lab/session/renewal?from=guide#main");
  await expect(page).toHaveURL(/\/labs\/session\/renewal\?from=guide#main$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Silent renewal after a cancel");
});

test("an attack plays by itself, pauses, and leaves nothing behind when the reader goes", async ({
  page,
  linklab,
}) => {
  await page.goto("/labs/attack/user-id");
  await page.getByRole("button", { name: "Play" }).click();
  await expect(stepOf(page, 1)).toHaveAttribute("data-state", "done");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  expect(await readControl(linklab.tenantOrigin, "users")).toContain("|lab-");
  await page.getByRole("link", { name: "Errors", exact: true }).click();
  await expectTidy(linklab.tenantOrigin);

  await page.goto("/labs/attack/user-id");
  await takeSteps(page, 1, 1, "done");
  await page.reload();
  await expectTidy(linklab.tenantOrigin);
});

test("an unverified address opens the victim's user, unless the app looks", async ({
  page,
  linklab,
}) => {
  await page.goto("/labs/attack/same-address");
  await takeSteps(page, 1, 5, "201");
  const email = await addressOf(page, "victor");
  await logIn(await openPopup(page, "Log in as Mallory"), { email, password: ADA.password });
  await expect(stepOf(page, 6)).toContainText("sub is Mallory’s user");
  await takeSteps(page, 7, 8, "200");
  await takeSteps(page, 9, 9, "email_verified is not true");
  await expectAccessibleEverywhere(page);
  await takeSteps(page, 10, 10, "done");
  await expectTidy(linklab.tenantOrigin);
});

test("a popup on the same client swaps the user; a second client does not", async ({ page }) => {
  await page.goto("/labs/session");
  await logInAs(page, "A");
  await expectReadouts(page, "A", "A", "A");
  await logInAs(page, "B");
  await expectReadouts(page, "B", "B", "B");
  await expect(page.getByText("The app is B’s now, and nobody said so.")).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.getByRole("checkbox", { name: "A second client" }).check();
  await expectReadouts(page, "nobody", "nobody", "nobody");
  await logInAs(page, "A");
  await logInAs(page, "B");
  await expect(page.getByText("The app is still A’s.")).toBeVisible();
  await expectReadouts(page, "A", "A", "B");
  expect(await readTraces(page)).not.toMatch(/eyJ[\w-]+\./);
});

test("a silent renewal by cookie comes back as B, by refresh token as A", async ({ page }) => {
  await page.goto("/labs/session/renewal");
  for (const [guard, holder] of [
    [null, "B"],
    ["Refresh tokens", "A"],
  ] as const) {
    if (guard !== null) await page.getByRole("checkbox", { name: guard }).check();
    await logInAs(page, "A");
    await logInAs(page, "B");
    await takeSteps(page, 3, 4, "done");
    await expectReadouts(page, holder, holder, "B");
  }
});

test("after a cancelled link a reload is B, and comparing sub says so", async ({ page }) => {
  await page.goto("/labs/session/cancelled");
  await page.getByRole("checkbox", { name: "Compare sub" }).check();
  await logInAs(page, "A");
  await logInAs(page, "B");
  await takeSteps(page, 3, 4, "done");
  await expectReadouts(page, "B", "B", "B");
  await takeSteps(page, 5, 5, "done");
  await expectReadouts(page, "nobody", "nobody", "B");
});

test("logout() on the second client hides A after a reload", async ({ page }) => {
  await page.goto("/labs/session/log-out");
  for (const [guard, holder] of [
    [null, "nobody"],
    ["Leave the second client alone", "A"],
  ] as const) {
    if (guard !== null) await page.getByRole("checkbox", { name: guard }).check();
    await logInAs(page, "A");
    await logInAs(page, "B");
    await logInAs(page, "A");
    await takeSteps(page, 4, 5, "done");
    await expectReadouts(page, holder, holder, "A");
  }
  await page.getByRole("link", { name: "Two clients, one local storage" }).click();
  await expect(page.getByText("This one is read-only.")).toBeVisible();
});

test("at a tenant that cannot be steered an attack is read-only, and nothing is sent", async ({
  page,
  linklab,
  secondTenant,
}) => {
  await page.goto("/learn/tenant");
  await page.getByText("Use my tenant").click();
  await page.getByLabel("Domain", { exact: true }).fill(secondTenant);
  await page.getByLabel("Client ID").fill("linklab-spa");
  await page.getByRole("button", { name: "Use this tenant" }).click();
  await expect(page.getByText(`My tenant ${new URL(secondTenant).host}`)).toBeVisible();
  const asked = new Set<string>();
  page.context().on("request", (request) => asked.add(new URL(request.url()).origin));
  await page.goto("/labs/attack");
  await expect(page.getByText("This tenant cannot be steered, so nothing is sent.")).toBeVisible();
  await expect(page.getByRole("region", { name: "What Mallory sends" })).toContainText("POST");
  await expect(page.getByRole("button", { name: "Next step" })).toHaveCount(0);
  await expectAccessibleEverywhere(page);
  expect([...asked]).toEqual([linklab.origin]);
});

test("a lab leaves the walkthrough its tokens", async ({ page }) => {
  await reachLink(page);
  await page.getByRole("link", { name: "Labs" }).click();
  await page.getByRole("link", { name: "Swap a session" }).click();
  await logInAs(page, "A");
  await expectReadouts(page, "A", "A", "A");
  await page.getByRole("link", { name: "How the walkthrough proves B" }).click();
  await goTo(page, "link");
  await sendLink(page);
  await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
});
