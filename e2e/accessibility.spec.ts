import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import {
  ADA,
  breakIt,
  chooseAccount,
  goTo,
  logIn,
  logInAsA,
  openSecondLogin,
  reachLink,
  readTenant,
  sendLink,
} from "./walkthrough.ts";

test("pages without a login are accessible and fit", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("requests to other hosts: 0.");
  await expectAccessibleEverywhere(page);
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no such page");
  await expectAccessibleEverywhere(page);
  await page.goto("/learn/link");
  await expect(page.getByText("Needs the tenant’s document")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the panels of a step and a refusal are accessible and fit", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/401 \(Unauthorized\)/);
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await expectAccessibleEverywhere(page);
  await goTo(page, "old-way");
  await page.getByRole("button", { name: "Send POST" }).click();
  await expect(page.getByRole("status").getByText("401, as it should be.")).toBeVisible();
  await page.getByText("In your code").click();
  await expect(page.getByRole("tab", { name: "React" })).toBeVisible();
  await page.getByText("Why", { exact: false }).first().click();
  await expectAccessibleEverywhere(page);
  await goTo(page, "secondary");
  await page.getByText("Break it").click();
  await expect(page.getByRole("radio", { name: "Nothing is broken" })).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("running, unanswered, stale, partial and failed are accessible and fit", async ({
  page,
  linklab,
  request,
  expectConsole,
}) => {
  expectConsole(/ERR_FAILED|status of (?:429|500)/);
  await page.goto("/learn/tenant");
  const fault = { endpoint: "discovery", kind: "latency", milliseconds: 20_000 };
  await request.post(`${linklab.tenantOrigin}/_linklab/faults`, { data: fault });
  await page.getByRole("button", { name: "Send GET" }).click();
  await expect(page.getByRole("button", { name: "Sending…" })).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.route("**/openid-configuration", (route) => route.abort());
  await page.reload();
  await page.getByRole("button", { name: "Send GET" }).click();
  await expect(page.getByText("Sent. No answer came back.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.unroute("**/openid-configuration");

  await page.setViewportSize({ width: 1440, height: 900 });
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await page.getByLabel("scope=").fill("openid");
  await expect(page.getByText("From before you changed the request.")).toBeVisible();
  await expectAccessibleEverywhere(page);

  await page.setViewportSize({ width: 1440, height: 900 });
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await goTo(page, "link");
  await page.locator("#break-it summary").click();
  for (const [label, title] of [
    ["The tenant fails", "The tenant failed."],
    ["One request, then no more", "Linked (201). The user could not be read again."],
  ] as const) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await breakIt(page, { label });
    await page.getByRole("button", { name: "Send POST" }).click();
    await expect(page.locator("[data-tone]").filter({ hasText: title }).first()).toBeVisible();
    await expectAccessibleEverywhere(page);
  }
});

test("every page from the link on is accessible and fits", async ({ page, expectConsole }) => {
  expectConsole(/400 \(Bad Request\)/);
  await reachLink(page);
  await expect(page.getByRole("button", { name: "Send POST" })).toBeVisible();
  await page.locator("summary", { hasText: "Metadata" }).click();
  await page.locator("#break-it summary").click();
  await page.getByRole("radio", { name: "A's own ID token as link_with" }).check();
  await page.getByRole("button", { name: "Send POST" }).click();
  await expect(page.getByText("400, as it should be.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("radio", { name: "Nothing is broken" }).check();
  for (const view of ["Diagram", "Requests", "Tokens"]) {
    await page.getByRole("button", { name: view }).click();
    await expectAccessibleEverywhere(page);
  }
  await page.getByRole("button", { name: "Lesson" }).click();
  await sendLink(page);
  await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByRole("link", { name: "Next: See what changed" }).click();
  await page.getByText("The user as JSON").click();
  await expect(page.getByText("The user, before and after").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
  await goTo(page, "unlink");
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("renewed, proved, checked and counting down are accessible and fit", async ({
  page,
  linklab,
  request,
  expectConsole,
}) => {
  expectConsole(/429 \(Too Many Requests\)/);
  const wide = () => page.setViewportSize({ width: 1440, height: 900 });
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  await expect(page.getByText("Renewed, still A (1).")).toBeVisible();
  await expectAccessibleEverywhere(page);

  await wide();
  await goTo(page, "secondary");
  await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
  await expect(page.getByRole("status").getByText("B is Ada · Google")).toBeVisible();
  await expectAccessibleEverywhere(page);

  await wide();
  await goTo(page, "check");
  await expect(page.getByText("10 of 10 fit.").first()).toBeVisible();
  await expectAccessibleEverywhere(page);

  await wide();
  await goTo(page, "link");
  const fault = { endpoint: "identities", kind: "rate-limit", retry_after: 120 };
  await request.post(`${linklab.tenantOrigin}/_linklab/faults`, { data: fault });
  await sendLink(page);
  await expect(page.getByText(/Send again in \d+ s/).first()).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the dangerous way and what is unlinked are accessible and fit", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/403 \(Forbidden\)/);
  await reachLink(page);
  await sendLink(page);
  await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
  await goTo(page, "dangerous");
  await page.getByRole("button", { name: "Send POST" }).click();
  await expect(page.getByText("403, as it should be.").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await goTo(page, "unlink");
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
  await expect(page.getByText("They are two users again.").first()).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the tenant's own pages are accessible and fit", async ({ page, linklab, expectConsole }) => {
  async function authorize(parameters: Record<string, string>): Promise<void> {
    const url = new URL("/authorize", linklab.tenantOrigin);
    url.search = new URLSearchParams({
      client_id: "linklab-other",
      redirect_uri: `${linklab.origin}/callback`,
      response_type: "code",
      scope: "openid email",
      code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
      code_challenge_method: "S256",
      ...parameters,
    }).toString();
    await page.goto(url.href);
  }
  const heading = page.getByRole("heading", { level: 1 });

  await page.goto(linklab.tenantOrigin);
  await expect(heading).toHaveText("An emulated Auth0 tenant");
  await expectAccessibleEverywhere(page);
  await authorize({ connection: "google-oauth2" });
  await expect(heading).toHaveText("Choose a Google account");
  await expectAccessibleEverywhere(page);
  await authorize({ screen_hint: "signup" });
  await expect(heading).toHaveText("Sign up");
  await expectAccessibleEverywhere(page);
  await authorize({ prompt: "consent" });
  await expect(heading).toHaveText("Log in");
  expectConsole(/400 \(Bad Request\)/);
  await logIn(page, { ...ADA, password: "wrong" });
  await expect(page.getByText("Wrong email or password")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await logIn(page, ADA);
  await expect(heading).toHaveText("Authorize access");
  await expectAccessibleEverywhere(page);
  await page.goto(new URL("/oidc/logout", linklab.tenantOrigin).href);
  await expect(heading).toHaveText("Log out?");
  await expectAccessibleEverywhere(page);
  await authorize({ client_id: "nobody" });
  await expect(heading).toHaveText("Unknown application");
  await expectAccessibleEverywhere(page);
});
