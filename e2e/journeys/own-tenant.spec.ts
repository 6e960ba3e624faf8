import { expect, expectAccessible, expectAccessibleEverywhere, test } from "#e2e/linklab.ts";
import {
  ADA,
  chooseAccount,
  goTo,
  logIn,
  openPopup,
  readTenant,
  sendLink,
} from "#e2e/walkthrough.ts";

test("signs in and links at a tenant of the reader's own, and asks nothing of the other", async ({
  page,
  linklab,
  secondTenant,
  startTenant,
  expectConsole,
}) => {
  await page.goto("/learn/tenant");
  await page.getByText("Use my tenant").click();
  await expect(
    page.getByText(`${linklab.origin}/callback, ${linklab.origin}/callback/popup`),
  ).toBeVisible();
  await page.getByLabel("Domain", { exact: true }).fill("not a host/with a path");
  await page.getByLabel("Client ID").fill("linklab-spa");
  await page.getByRole("button", { name: "Use this tenant" }).click();
  await expect(page.getByRole("alert")).toContainText("Enter a domain without a path");
  await page.getByLabel("Domain", { exact: true }).fill(secondTenant);
  await page.getByRole("button", { name: "Use this tenant" }).click();

  await expect(page.getByText(`My tenant ${new URL(secondTenant).host}`)).toBeVisible();
  const asked: string[] = [];
  page.context().on("request", (request) => asked.push(new URL(request.url()).origin));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send GET" }).click();
  await page.getByRole("link", { name: "Next: Log in as A" }).click();
  await page.getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await goTo(page, "secondary");
  await chooseAccount(await openPopup(page, "Log in as B"), "Google", ADA.google.email);
  await page.getByRole("link", { name: "Next: Check before you link" }).click();
  await page.getByRole("link", { name: "Next: Link" }).click();
  await sendLink(page);
  await expect(page.getByRole("status").getByText("201. A has 2 identities now.")).toBeVisible();
  expect(new Set(asked)).toEqual(new Set([linklab.origin, secondTenant]));

  expectConsole(/violates the following Content Security Policy/);
  expectConsole(/Refused to connect because it violates/);
  const blocked = await page.evaluate(
    async (origin) => {
      const violation = new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) =>
          resolve(event.effectiveDirective),
        );
      });
      await fetch(origin).catch(() => undefined);
      return await violation;
    },
    await startTenant(linklab.origin),
  );
  expect(blocked).toBe("connect-src");
  await expect(page.getByRole("banner")).toContainText(
    "requests to other hosts: 0 (1 more stopped)",
  );

  await page.goto("/learn/tenant");
  await page.getByText("Use my tenant").click();
  await page.getByRole("button", { name: "Back to the built-in tenant" }).click();
  await expect(page.getByText("Emulated tenant")).toBeVisible();
});

test("names a tenant that is not on this computer in amber, before anything is sent there", async ({
  page,
}) => {
  await page.goto("/learn/tenant");
  const name = page.getByRole("banner").locator("p strong");
  await expect(name).toHaveText("Emulated tenant");
  await page.getByText("Use my tenant").click();
  await page.getByLabel("Domain", { exact: true }).fill("tenant.example");
  await page.getByLabel("Client ID").fill("abc");
  await page.getByRole("button", { name: "Use this tenant" }).click();
  await expect(name).toHaveText("My tenant tenant.example");
  const amber = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "var(--amber)";
    return getComputedStyle(probe).color;
  });
  await expect(name).toHaveCSS("color", amber);
});

test("a custom domain is asked for tokens, and the canonical one for what they open", async ({
  page,
}) => {
  await page.goto("/learn/tenant");
  await page.getByText("Use my tenant").click();
  await page.getByLabel("Domain", { exact: true }).fill("login.example");
  await page.getByLabel("Canonical domain").fill("acme.eu.example");
  await expect(page.getByText("https://acme.eu.example/api/v2/")).toBeVisible();
  await expectAccessibleEverywhere(page, [1440, 360]);
  await page.getByLabel("Client ID").fill("abc");
  await page.getByRole("button", { name: "Use this tenant" }).click();
  await expect(page.getByRole("banner")).toContainText("My tenant login.example");
  // A page of the static site has the policy of its host in it, too.
  await expect(page.locator("meta[http-equiv]").last()).toHaveAttribute(
    "content",
    "connect-src 'self' https://login.example https://acme.eu.example; frame-src https://login.example",
  );
});

test("takes the answer of a login to no tenant that another tab has chosen meanwhile", async ({
  page,
  secondTenant,
}) => {
  await readTenant(page);
  await page.getByRole("button", { name: "Log in as A" }).click();
  await expect(page.getByLabel("Password")).toBeVisible();

  const other = await page.context().newPage();
  await other.goto("/robots.txt");
  await other.evaluate((choice) => localStorage.setItem("linklab.tenant", JSON.stringify(choice)), {
    domain: secondTenant,
    clientId: "linklab-spa",
  });
  await other.close();

  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await logIn(page, ADA);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("alert")).toBeVisible();
  expect(sent.filter((url) => url.includes("/oauth/token"))).toEqual([]);
});
