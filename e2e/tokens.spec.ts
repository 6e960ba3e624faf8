import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectAccessibleEverywhere, test } from "./linklab.ts";
import { ADA, reachLink, readTraces } from "./walkthrough.ts";

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function forge(claims: unknown, header: unknown = { alg: "RS256", kid: "k" }): string {
  return `${encode(header)}.${encode(claims)}.c2lnbmF0dXJl`;
}

const HOSTILE = "<img src=//evil.example/x onerror=alert(1)>";

async function openInspector(page: Page): Promise<void> {
  await page.goto("/tokens");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tokens");
  // What reads tokens is fetched when somebody turns to the box.
  await page.getByLabel("Paste anything").focus();
  await expect(page.locator("main[aria-busy=false]")).toBeVisible();
}

/** Puts a text on the clipboard and pastes it, as a person does. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-write"]);
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.getByLabel("Paste anything").focus();
  await page.keyboard.press("ControlOrMeta+v");
}

test("(S 52) a pasted token makes no request and is stored nowhere", async ({ page }) => {
  await openInspector(page);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const token = forge({
    iss: "https://other.example/",
    sub: "auth0|1",
    picture: "https://example.com/p.png",
  });
  await paste(page, `Authorization: Bearer ${token}`);
  const verdicts = page.getByRole("list", { name: "Four verdicts" });
  await expect(verdicts).toContainText("Decoded: a signed claims set");
  await expect(verdicts).toContainText("Not checked");
  await expect(verdicts).toContainText("this token is from https://other.example/");
  expect(requests).toEqual([]);
  expect(await readTraces(page)).not.toContain("eyJ");
  await page.reload();
  await expect(page.getByLabel("Paste anything")).toHaveValue("");
});

test("keys are fetched from the token's issuer when they are asked for", async ({
  page,
  linklab,
}) => {
  await openInspector(page);
  await paste(page, forge({ iss: `${linklab.tenantOrigin}/`, sub: "auth0|1" }));
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await page.getByRole("button", { name: "Fetch keys and check" }).click();
  await expect(page.getByText("Key not found")).toBeVisible();
  expect(requests.filter((path) => path.startsWith("/.well-known/"))).toEqual([
    "/.well-known/openid-configuration",
    "/.well-known/jwks.json",
  ]);
});

test("(S 10) hostile claims stay text", async ({ page }) => {
  await openInspector(page);
  const claims = {
    name: HOSTILE,
    nickname: '"><svg/onload=alert(1)>',
    picture: "javascript:alert(1)",
    family_name: "\u202egnp.exe",
    __proto__x: { email_verified: true },
    [HOSTILE]: HOSTILE,
  };
  await paste(page, forge(claims, { alg: "RS256", kid: HOSTILE }));
  const table = page.getByRole("table", { name: "Claims of Pasted token" });
  await expect(table.getByText(HOSTILE)).toHaveCount(4);
  await expect(table.getByText("gnp.exe")).toHaveCSS("unicode-bidi", /isolate/);
  await expect(page.locator("main").locator("img, script, iframe, object")).toHaveCount(0);
  await expect(
    page.locator('main a[href^="javascript"], main [onerror], main [onload]'),
  ).toHaveCount(0);
  await page.getByRole("button", { name: "JSON" }).click();
  await expect(page.getByRole("region", { name: "Header and payload" })).toContainText(HOSTILE);
  await expectAccessible(page);
});

test("(S 52) a token in the fragment or the query is taken and cleared", async ({
  page,
  linklab,
}) => {
  const token = forge({ sub: "auth0|1" });
  await page.goto(`/tokens#token=${token}`);
  await expect(page.getByText("Decoded: a signed claims set")).toBeVisible();
  expect(page.url()).toBe(`${linklab.origin}/tokens`);

  await page.evaluate(
    (id) => (window.location.hash = `access_token=opaque-token-of-a-tenant&id_token=${id}`),
    token,
  );
  await expect(page.getByText("Taken out of a fragment.")).toBeVisible();
  await expect(page.getByText("An opaque token")).toBeVisible();
  expect(page.url()).toBe(`${linklab.origin}/tokens`);
  await page.goto("/");
  await page.goBack();
  expect(page.url()).not.toContain("eyJ");

  await page.goto(`/tokens?token=${token}`);
  await expect(page.getByText("Decoded: a signed claims set")).toBeVisible();
  expect(page.url()).toBe(`${linklab.origin}/tokens`);

  await page.goto("/");
  await page.goto(`/tokens/#${token}`);
  await expect(page.getByText("Decoded: a signed claims set")).toBeVisible();
  expect(page.url()).toBe(`${linklab.origin}/tokens`);
});

test("the tokens of a walkthrough fit together, claim by claim", async ({ page }) => {
  await reachLink(page);
  await page.getByRole("link", { name: "Tokens" }).click();
  await expect(page.getByRole("button", { name: /A’s access token from the login/ })).toBeVisible();
  await page.getByLabel("User ID in the path of your request").fill(ADA.userId);
  await expect(page.getByRole("status").getByText("10 of 10 fit.")).toBeVisible();
  const verdicts = page.getByRole("list", { name: "Four verdicts" });
  await expect(verdicts).toContainText("Fits in the header of the identities request");
  await expect(verdicts).toContainText("Valid");
  await page.getByRole("button", { name: /^B B’s ID token/ }).click();
  await expect(verdicts).toContainText("Fits as link_with");
  await expect(page.getByRole("table", { name: "Two tokens, claim by claim" })).toContainText(
    "≠ differs",
  );
  await page.getByRole("switch", { name: "Hide tokens" }).check();
  expect(await page.locator("main").innerHTML()).not.toContain("eyJ");
});

test("the inspector is accessible and fits in every state", async ({ page }) => {
  await openInspector(page);
  await expectAccessibleEverywhere(page);
  await page.getByLabel("Paste anything").fill("no token at all");
  await expect(page.getByText("No token in it")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page
    .getByLabel("Paste anything")
    .fill(forge({ exp: 1, sub: "x".repeat(300) }, { alg: "HS256" }));
  await expect(page.getByText("Algorithm refused: HS256")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByLabel("Paste anything").fill("");
  await page.getByRole("button", { name: "Use a sample" }).click();
  await expect(page.getByText("8 of 10 fit: 2 not known yet.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await page.getByText("The ten checks as a function").click();
  await page.getByRole("button", { name: "JSON" }).click();
  await page.getByRole("switch", { name: "Hide tokens" }).check();
  await page.getByRole("button", { name: "Check B’s signature" }).click();
  await expect(
    page.getByText("8 of 10 fit: 1 the API would refuse, 1 not known yet."),
  ).toBeVisible();
  await expectAccessibleEverywhere(page);
});
