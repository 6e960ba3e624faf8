import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { copyWith } from "./clipboard.ts";
import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import { ADA, goTo, openSecondLogin, readTenant, sendLink, sessionOf } from "./walkthrough.ts";

const run = promisify(execFile);

/** Runs a command as a reader would paste it, and gives what it prints. */
async function inBash(command: string): Promise<string> {
  const { stdout } = await run("bash", ["-c", command.replace(/^curl /, "curl -sS ")]);
  return stdout;
}

async function openTenant(page: Page): Promise<void> {
  await page.goto("/tenant");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tenant");
  await expect(page.getByRole("list", { name: "Users" })).toBeVisible();
}

/** The part of the page that turns one thing. */
const part = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

/** The command that a part prints. */
const commandOf = (region: Locator): Promise<string> => region.locator("pre").first().innerText();

async function control(tenant: string, path: string): Promise<unknown> {
  return await (await fetch(`${tenant}/_linklab/${path}`)).json();
}

async function addFault(tenant: string): Promise<void> {
  await fetch(`${tenant}/_linklab/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ endpoint: "revoke", kind: "failure" }),
  });
}

test("shows what the tenant holds, by its own title, and is accessible and fits", async ({
  page,
  linklab,
}) => {
  await fetch(`${linklab.tenantOrigin}/api/v2/users`);
  await page.goto("/");
  await page.getByRole("link", { name: "Tenant", exact: true }).click();
  await expect(page).toHaveTitle("Tenant · LinkLab");
  const users = page.getByRole("list", { name: "Users" });
  await expect(users.getByText(ADA.userId).first()).toBeVisible();
  await users.getByText("Metadata").first().click();
  await expect(users.getByText('"newsletter": true')).toBeVisible();
  const applications = page.getByRole("list", { name: "Applications" });
  await expect(applications.getByText(`${linklab.origin}/callback/popup`).first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("linklab-web-secret");
  const [newest] = await page.getByRole("list", { name: /^Answers of the tenant/ }).all();
  await expect(newest!.getByRole("listitem").first()).toContainText("GET /api/v2/users 401");
  await expectAccessibleEverywhere(page);
});

test("clock, policy and a fault are turned, and the page shows the effect", async ({
  page,
  linklab,
}) => {
  await openTenant(page);
  const clock = part(page, "Clock");
  await clock.getByRole("radio", { name: "A day on" }).check();
  await clock.getByRole("button", { name: "Set the clock" }).click();
  await expect(clock.getByRole("status").filter({ hasText: "1 d" })).toContainText(
    "ahead of this computer",
  );
  expect(await control(linklab.tenantOrigin, "clock")).toMatchObject({ offset: 86_400 });

  const policy = part(page, "Policy");
  await policy.getByRole("radio", { name: "Before October 2018" }).check();
  await policy.getByRole("button", { name: "Set the policy" }).click();
  await expect(policy.getByText("In force: Before October 2018.")).toBeVisible();
  expect(await control(linklab.tenantOrigin, "policy")).toEqual({ policy: "before-2018" });

  const faults = part(page, "Faults");
  await faults.getByLabel("Where").selectOption({ label: "/oauth/token" });
  await faults.getByLabel("How many requests").fill("2");
  await faults.getByRole("button", { name: "Add the fault" }).click();
  await expect(faults.getByText("For the next 2 requests to /oauth/token")).toBeVisible();
  const url = `${linklab.tenantOrigin}/oauth/token`;
  expect((await fetch(url, { method: "POST" })).status).toBe(500);
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(faults.getByText("For the next request to /oauth/token")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await faults.getByRole("button", { name: "Forget the faults" }).click();
  await expect(faults.getByText("No fault waits any more.")).toBeFocused();
  expect(await control(linklab.tenantOrigin, "faults")).toEqual([]);
});

test("what the tenant refuses is told in its words", async ({ page, linklab, expectConsole }) => {
  expectConsole(/409 \(Conflict\)/);
  await openTenant(page);
  for (let waiting = 0; waiting < 50; waiting += 1) await addFault(linklab.tenantOrigin);
  const faults = part(page, "Faults");
  await faults.getByRole("button", { name: "Add the fault" }).click();
  await expect(faults.getByRole("status").filter({ hasText: "Not done." })).toContainText(
    "The control API answered 409: The tenant holds as many of these as it can.",
  );
});

test("a fault is offered where it can hit, and no call is printed for a number that is none", async ({
  page,
}) => {
  await openTenant(page);
  const faults = part(page, "Faults");
  const kinds = faults.getByLabel("What it does").getByRole("option");
  const hs256 = kinds.filter({ hasText: "HS256" });
  await expect(kinds).toHaveCount(6);
  await expect(hs256).toHaveCount(0);
  await faults.getByLabel("Where").selectOption({ label: "/oauth/token" });
  await faults.getByLabel("What it does").selectOption({ label: await hs256.innerText() });
  await faults.getByLabel("Where").selectOption({ label: "the keys" });
  await expect(faults.locator("pre").first()).not.toContainText("hs256");
  for (const bad of ["", "many", "0", "1001", "1.5"]) {
    await faults.getByLabel("How many requests").fill(bad);
    await expect(faults.getByRole("alert")).toContainText("a whole number from 1 to 1000");
    await expect(faults.locator("pre")).toHaveCount(0);
  }
  await faults.getByLabel("How many requests").fill("1000");
  await expect(faults.locator("pre").first()).toContainText('"count":1000');
});

test("what was done in a shell is there when the page has the focus again", async ({
  page,
  linklab,
}) => {
  await openTenant(page);
  const faults = part(page, "Faults");
  await expect(faults.getByText("none waits")).toBeVisible();
  await addFault(linklab.tenantOrigin);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(faults.getByText("1 waiting")).toBeVisible();
});

test("a reset in a shell is in the header once the page has the focus again", async ({
  page,
  linklab,
}) => {
  // Logins and accounts tell by the second which came first.
  await fetch(`${linklab.tenantOrigin}/_linklab/clock`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ offset: -30 }),
  });
  await page.goto("/learn/tenant");
  await page.getByRole("button", { name: "Prepare A and B for me" }).click();
  await sendLink(page);
  const accounts = page.getByRole("list", { name: "Accounts" });
  await expect(accounts).toContainText("in A");
  await page.getByRole("link", { name: "Tenant", exact: true }).click();
  await expect(page.getByRole("list", { name: "Users" })).toBeVisible();
  await expect(sessionOf(page, "A")).toBeVisible();
  await inBash(await commandOf(part(page, "Reset")));
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByText("cookie: unknown")).toBeVisible();
  await expect(accounts).toContainText("Ada · Google");
});

test("an account is made and deleted, and deleting asks first", async ({ page, linklab }) => {
  await openTenant(page);
  await page.getByText("Make an account").click();
  await page.getByRole("button", { name: "Make the account" }).click();
  const users = page.getByRole("list", { name: "Users" });
  await expect(users.getByText("grace@example.com, verified")).toBeVisible();
  const row = users.getByRole("listitem").filter({ hasText: "grace@example.com" }).first();
  await row.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("curl -X DELETE");
  await dialog.getByRole("button", { name: "Keep" }).click();
  await expect(users.getByText("grace@example.com, verified")).toBeVisible();
  await row.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText(/ is deleted\.$/)).toBeFocused();
  expect(await control(linklab.tenantOrigin, "users")).toHaveLength(4);
});

test("each call that is printed does in a shell what its button does", async ({
  page,
  linklab,
  context,
}) => {
  await context.grantPermissions(["clipboard-write"]);
  await openTenant(page);
  const clock = part(page, "Clock");
  await clock.getByRole("radio", { name: "Stop it" }).check();
  const copied = await copyWith(clock.getByRole("button", { name: "Copy the call" }));
  expect(copied).toBe(await commandOf(clock));
  expect(JSON.parse(await inBash(copied))).toMatchObject({ frozen: true });

  const policy = part(page, "Policy");
  await policy.getByRole("radio", { name: "Before October 2018" }).check();
  expect(JSON.parse(await inBash(await commandOf(policy)))).toEqual({ policy: "before-2018" });
  const waiting = JSON.parse(await inBash(await commandOf(part(page, "Faults"))));
  expect(waiting).toMatchObject([{ endpoint: "identities", kind: "failure", count: 1 }]);
  const users = JSON.parse(await inBash(await commandOf(part(page, "Users"))));
  expect(users).toHaveLength(4);
  const reset = JSON.parse(await inBash(await commandOf(part(page, "Reset"))));
  expect(reset).toMatchObject({ policy: "today", faults: [] });
  expect(await control(linklab.tenantOrigin, "clock")).toMatchObject({ frozen: false });
});

test("an account of the login page takes one press, and a reset asks before it forgets all", async ({
  page,
  linklab,
}) => {
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await page.getByRole("button", { name: "Ada Lovelace · password" }).click();
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
  await goTo(page, "secondary");
  await (
    await openSecondLogin(page)
  )
    .getByRole("button", { name: "Ada Lovelace · Google" })
    .click();
  await expect(page.getByRole("status").getByText("B is Ada · Google")).toBeVisible();

  await page.getByRole("link", { name: "Tenant", exact: true }).click();
  const users = page.getByRole("list", { name: "Users" });
  const mine = users.getByRole("listitem").filter({ hasText: ADA.userId }).first();
  await expect(mine.getByRole("heading")).toHaveText("Ada Lovelace A");
  const reset = part(page, "Reset");
  await reset.getByRole("button", { name: "Reset the tenant" }).click();
  await expect(page.getByRole("dialog")).toContainText("Lost here: the walkthrough of this tab");
  await expectAccessibleEverywhere(page, [1440]);
  await page.getByRole("dialog").getByRole("button", { name: "Reset it" }).click();
  await expect(reset.getByText("The tenant is as it began.")).toBeVisible();
  await expect(mine.getByRole("heading")).toHaveText("Ada Lovelace");
  expect(await control(linklab.tenantOrigin, "snapshot")).toMatchObject({ sessions: [] });
});

test("a tenant out of reach is told as that, and tried again", async ({
  page,
  linklab,
  expectConsole,
}) => {
  expectConsole(/ERR_FAILED/);
  await page.route("**/_linklab/**", (route) => route.abort());
  await page.goto("/tenant");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(`No answer came. ${linklab.tenantOrigin} is out of reach.`);
  await expectAccessibleEverywhere(page);
  await page.unroute("**/_linklab/**");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("list", { name: "Users" })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("a tenant that answers but cannot be read is put back from where that is told", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/500 \(Internal Server Error\)/);
  let isSpoiled = true;
  await page.route("**/_linklab/**", async (route) => {
    if (route.request().method() === "POST") isSpoiled = false;
    await (isSpoiled
      ? route.fulfill({ status: 500, json: { error: "failure" } })
      : route.continue());
  });
  await page.goto("/tenant");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The control API answered 500");
  await expectAccessibleEverywhere(page);
  await alert.getByRole("button", { name: "Reset the tenant" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset it" }).click();
  await expect(page.getByRole("list", { name: "Users" })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("a tenant that cannot be steered says so, and has no link in the header", async ({
  page,
  secondTenant,
}) => {
  await page.goto("/learn/tenant");
  await page.getByText("Use my tenant").click();
  await page.getByLabel("Domain", { exact: true }).fill(secondTenant);
  await page.getByLabel("Client ID").fill("linklab-spa");
  await page.getByRole("button", { name: "Use this tenant" }).click();
  await page.goto("/tenant");
  await expect(page.getByText("This tenant cannot be steered from here.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Tenant", exact: true })).toHaveCount(0);
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Choose a tenant" }).click();
  await expect(page).toHaveURL(/\/learn\/tenant$/);
});
