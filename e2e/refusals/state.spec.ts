import { expect, expectAccessible, expectAccessibleEverywhere, test } from "#e2e/linklab.ts";
import {
  ADA,
  goTo,
  logIn,
  logInAsA,
  reachSecondAccount,
  readTenant,
  readTraces,
} from "#e2e/walkthrough.ts";

for (const { flow, answer } of [
  { flow: "Code + PKCE", answer: "/callback?code=stolen-code&state=wrong" },
  {
    flow: "Implicit",
    answer: "/callback#access_token=stolen&id_token=eyJh.eyJz.c2ln&token_type=Bearer&state=wrong",
  },
] as const) {
  test(`(S 1, 7) throws away an answer with another state (${flow})`, async ({ page, linklab }) => {
    await readTenant(page);
    await page.getByRole("radio", { name: flow }).check();
    await page.getByRole("button", { name: "Log in as A" }).click();
    await expect(page.getByLabel("Email address")).toBeVisible();

    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(answer);
    await expect(page.getByRole("alert")).toContainText("This answer belongs to another login.");
    await expect(page.getByRole("alert")).toContainText("Nobody is signed in here.");
    await expectAccessible(page);

    expect(asked.filter((url) => url.startsWith(`${linklab.tenantOrigin}/oauth/token`))).toEqual(
      [],
    );
    expect(page.url()).toBe(`${linklab.origin}/learn/primary`);
    expect(await readTraces(page)).not.toContain("stolen");
  });
}

for (const [flow, mode] of [
  ["Code + PKCE", "fragment"],
  ["Code + PKCE", "form_post"],
  ["Implicit", "form_post"],
] as const) {
  test(`says why nobody reads an answer that comes as ${mode} (${flow})`, async ({
    page,
    linklab,
  }) => {
    await readTenant(page);
    await page.getByRole("radio", { name: flow }).check();
    await page.getByLabel("response_mode=").selectOption(mode);
    const asked = page.waitForRequest((request) => request.url().includes("/authorize?"));
    await page.getByRole("button", { name: "Log in as A" }).click();
    expect(new URL((await asked).url()).searchParams.get("response_mode")).toBe(mode);
    await logIn(page, ADA);
    await expect(
      page.getByText("The answer came where the SDK does not look.").first(),
    ).toBeVisible();
    expect(page.url()).toBe(`${linklab.origin}/learn/primary`);
    expect(await readTraces(page)).not.toMatch(
      /eyJ[\w-]+\.[\w-]+|code_verifier|[?&#](code|access_token)=(?!⟦)/,
    );
  });
}

test("the tenant does not put tokens into a query", async ({ page }) => {
  await readTenant(page);
  await page.getByRole("radio", { name: "Implicit" }).check();
  await page.getByLabel("response_mode=").selectOption("query");
  await page.getByRole("button", { name: "Log in as A" }).click();
  await expect(page.getByRole("alert")).toContainText("A parameter of the request is not valid.");
  await expect(page.getByRole("alert")).toContainText("invalid_request");
});

test("(S 1) refuses an answer that no login in the tab asked for", async ({ page }) => {
  await page.goto("/callback?code=x&state=y");
  await expect(page.getByRole("alert")).toContainText(
    "No login in this tab asked for this answer.",
  );
  await expectAccessibleEverywhere(page, [1440, 360]);
  await page.getByRole("alert").getByRole("button", { name: "Log in as A" }).click();
  await logIn(page, ADA);
  await expect(page.getByText("A is Ada · password")).toBeVisible();
});

test("(S 2, 6, 7) an answer that signed somebody in is refused when it is opened again, and its verifier is gone", async ({
  page,
  linklab,
}) => {
  const verifiers: string[] = [];
  await page.route("**/oauth/token", (route) => {
    const form = new URLSearchParams(route.request().postData() ?? "");
    verifiers.push(form.get("code_verifier") ?? "");
    return route.continue();
  });
  await readTenant(page);
  const answer = page.waitForRequest((request) =>
    request.url().startsWith(`${linklab.origin}/callback?code=`),
  );
  await logInAsA(page, "Code + PKCE");
  const [verifier = ""] = verifiers;
  expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
  expect(await readTraces(page)).not.toContain(verifier);
  expect(await page.content()).not.toContain(verifier);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);

  await page.goto((await answer).url());
  await expect(page.getByRole("alert")).toContainText("This login answer was used already.");
  expect(verifiers).toEqual([verifier]);
  await page.goBack();
  await expect(page.getByText("Now nobody is signed in here.")).toBeVisible();
  expect(page.url()).not.toContain("code=");
  expect(verifiers).toEqual([verifier]);
});

test("(S 14) a returnTo to elsewhere leads nowhere", async ({ page, linklab }) => {
  for (const place of ["//evil.example", "https:evil", "/%5Cevil", "javascript:1", "%2F%2Fevil"]) {
    await page.goto(`/callback?returnTo=${place}`);
    await expect(page.getByRole("alert")).toBeVisible();
    expect(page.url()).toBe(`${linklab.origin}/learn/primary`);
  }
});

test("(S 18) an answer of somebody else that is opened here proves no B and links nobody", async ({
  page,
  context,
  linklab,
  request,
}) => {
  await reachSecondAccount(page);
  const minted = await request.post(`${linklab.tenantOrigin}/_linklab/mint`, {
    headers: { Origin: linklab.origin },
    data: { kind: "id_token", user_id: ADA.google.userId },
  });
  const { token } = await minted.json();
  const answer = new URLSearchParams({ id_token: token, token_type: "Bearer", state: "guessed" });
  const sent: string[] = [];
  context.on("request", (one) => sent.push(`${one.method()} ${new URL(one.url()).pathname}`));

  const opened = await context.newPage();
  for (const path of ["/callback/popup", "/callback"]) {
    await opened.goto(`${path}#${answer.toString()}`);
    await expect(opened.locator("#root")).not.toBeEmpty();
    expect(opened.url()).not.toContain("eyJ");
  }
  await expect(opened.getByRole("alert")).toBeVisible();
  await goTo(page, "link");
  await expect(page.getByText("Needs B’s ID token from step 4.")).toBeVisible();
  expect(sent.filter((line) => line.startsWith("POST /api/"))).toEqual([]);
});

test("says that a callback without an answer holds none", async ({ page }) => {
  await readTenant(page);
  await page.goto("/callback");
  await expect(page.getByRole("alert")).toContainText("There is no login answer here.");
});
