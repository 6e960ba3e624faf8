import { expect, expectAccessible, test } from "#e2e/linklab.ts";
import {
  ADA,
  MALLORY,
  chooseAccount,
  goTo,
  logIn,
  logInAsA,
  openSecondLogin,
  reachLink,
  reachSecondAccount,
  readTenant,
  sendLink,
} from "#e2e/walkthrough.ts";

test("a reload drops the tokens, says so, and A comes back to the same step", async ({ page }) => {
  await reachLink(page);
  await page.reload();
  await expect(
    page.getByText("You were A: Ada · password. Now nobody is signed in here."),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Log in as A again" }).click();
  await expect(page.getByLabel("Email address")).toHaveValue(ADA.email);
  await page.getByLabel("Password").fill(ADA.password);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Link the two accounts");
  await expect(page.getByText("Needs B’s ID token from step 4.")).toBeVisible();
});

test("somebody else who comes back is not taken for A", async ({ page }) => {
  await reachSecondAccount(page);
  await page.reload();
  await page.getByRole("button", { name: "Log in as A again" }).click();
  await logIn(page, MALLORY);
  await expect(page.getByRole("status").getByText("Someone else came back.")).toBeVisible();
  await expect(page.getByText("Nobody is signed in here.", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Log in as A", exact: true }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("button", { name: "Log in as B" })).toBeVisible();
});

test("a reload while the popup is open ends in a page that can go on", async ({ page }) => {
  await reachSecondAccount(page);
  const popup = await openSecondLogin(page);
  await expect(popup.getByLabel("Email address")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Log in as A again" })).toBeEnabled();
});

test("a reload while the code is exchanged says so, and A can log in again", async ({
  page,
  linklab,
  request,
}) => {
  const faults = `${linklab.tenantOrigin}/_linklab/faults`;
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  const fault = { endpoint: "token", kind: "latency", milliseconds: 3000 };
  expect((await request.post(faults, { data: fault })).status()).toBe(201);
  await logIn(page, ADA);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reading the tenant’s answer…");
  await expect.poll(async () => await (await request.get(faults)).text()).toBe("[]");
  await page.reload();
  await expect(page.getByText("This login answer was used already.")).toBeVisible();
  await expect(page).toHaveURL(`${linklab.origin}/learn/primary`);
  await expect(page.getByRole("tabpanel").getByText("no answer").last()).toBeVisible();
  await page.getByRole("alert").getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
});

test("the back button on the login page leads back to a step that works", async ({ page }) => {
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
  await page.goBack();
  await logInAsA(page, "Code + PKCE");
});

test("a linked walkthrough can be unlinked after a reload", async ({ page }) => {
  await reachLink(page);
  await sendLink(page);
  await expect(page.getByRole("status").getByText("201.")).toBeVisible();
  await page.goto("/learn/unlink");
  await page.getByRole("button", { name: "Log in as A again" }).click();
  await logIn(page, ADA);
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
  await expect(page.getByRole("status").getByText("They are two users again.")).toBeVisible();
});

test("a reload in the middle of each wait leaves a page that knows and can go on", async ({
  page,
  linklab,
  request,
  expectConsole,
}) => {
  expectConsole(/401 \(Unauthorized\)/);
  expectConsole(/403 \(Forbidden\)/);
  const control = `${linklab.tenantOrigin}/_linklab`;
  const read = async (path: string) => await (await request.get(`${control}/${path}`)).text();
  const slow = async (endpoint: string) => {
    const fault = { endpoint, kind: "latency", milliseconds: 1500 };
    expect((await request.post(`${control}/faults`, { data: fault })).status()).toBe(201);
  };
  const answeredLate = async () => (await read("log")).split('"fault":"latency"').length - 1;
  /**
   * Sends, reloads between the tenant's receiving the request and its answer, and finds the request
   * with no answer in the list.
   */
  const reloadWhile = async (button: string, confirm: string | null = null) => {
    const before = await answeredLate();
    await page.getByRole("button", { name: button, exact: true }).click();
    if (confirm !== null) await page.getByRole("button", { name: confirm }).click();
    await expect(page.getByRole("button", { name: "Sending…" })).toBeVisible();
    // A fault is spent by the request that it hits, so an empty list says that it came.
    await expect.poll(() => read("faults")).toBe("[]");
    await page.reload();
    await expect(page.getByRole("tabpanel").getByText("no answer").last()).toBeVisible();
    await expect.poll(answeredLate).toBe(before + 1);
  };
  const backAsA = async () => {
    await page.getByRole("button", { name: "Log in as A again" }).click();
    await logIn(page, ADA);
  };

  await page.goto("/learn/tenant");
  await slow("discovery");
  await reloadWhile("Send GET");
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");

  await goTo(page, "old-way");
  await slow("identities");
  await reloadWhile("Send POST");
  await backAsA();
  await page.getByRole("button", { name: "Send POST", exact: true }).click();
  await expect(page.getByRole("status").getByText("401, as it should be.")).toBeVisible();

  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await goTo(page, "link");
  await slow("identities");
  await reloadWhile("Send POST", "Link them");
  // The page did not get the answer, but the tenant gave it.
  await backAsA();
  await expect(page.getByText("A has 2 identities already.")).toBeVisible();

  await goTo(page, "dangerous");
  await slow("identities");
  await reloadWhile("Send POST");
  await backAsA();
  await page.getByRole("button", { name: "Send POST", exact: true }).click();
  await expect(page.getByRole("status").getByText("403, as it should be.")).toBeVisible();

  await goTo(page, "unlink");
  await slow("identities");
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await reloadWhile("Unlink");
  await backAsA();
  await expect(page.getByText("Needs a link from step 6.")).toBeVisible();
});
