import { expect, expectAccessible, test } from "#e2e/linklab.ts";
import { collectSecrets, copyRequests, readKept } from "#e2e/secrets.ts";
import { readUserAsServer } from "#e2e/server.ts";
import {
  ADA,
  chooseAccount,
  logInAsA,
  openPopup,
  openSecondLogin,
  readTenant,
  sendLink,
} from "#e2e/walkthrough.ts";

for (const flow of ["Code + PKCE", "Implicit"] as const) {
  test(`(S 8, 9) goes all nine steps after a login with ${flow}`, async ({
    page,
    linklab,
    server,
    host,
    expectConsole,
  }) => {
    expectConsole(/401 \(/);
    expectConsole(/403 \(/);
    // Where a page asks for the test, its console says that a linked account is gone.
    if (host !== "node") expectConsole(/404 \(\).*google-oauth2/);
    const secrets = await collectSecrets(page.context());
    const next = (title: string) => page.getByRole("link", { name: `Next: ${title}` }).click();
    await page.goto("/");
    await page.getByRole("link", { name: "Link two accounts" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a tenant");
    await readTenant(page);

    await logInAsA(page, flow);
    expect(page.url()).toBe(`${linklab.origin}/learn/primary`);
    await expect(page.getByRole("row", { name: /update:current_user_identities/ })).toContainText(
      "granted",
    );
    await next("Try the old way");

    await expect(page.getByText("absent")).toBeVisible();
    await page.getByRole("button", { name: "Send POST" }).click();
    await expect(page.getByRole("status").getByText("401, as it should be.")).toBeVisible();
    await expect(page.getByRole("link", { name: "More on this" })).toHaveAttribute(
      "href",
      "/errors/id-token-as-bearer",
    );
    await next("Prove you own B");

    await chooseAccount(await openSecondLogin(page), "Google", ADA.google.email);
    await expect(page.getByRole("status").getByText("B is Ada · Google")).toBeVisible();
    await next("Check before you link");
    await expect(page.getByRole("status").getByText("10 of 10 fit.")).toBeVisible();
    await next("Link");

    const printed = page.getByRole("region", { name: "The request, as it will be sent" });
    await expect(printed).toContainText("POST");
    await expect(printed).toContainText("A · access token");
    await expect(printed).toContainText("B · ID token");
    await sendLink(page);
    await expect(page.getByRole("status").getByText("201. A has 2 identities now.")).toBeVisible();
    // Tests ask for reduced motion: the strands cross, but nothing moves.
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    const linked = await readUserAsServer(server, linklab.tenantOrigin, ADA.google.userId);
    expect(linked.status()).toBe(404);
    await next("See what changed");

    await expect(page.getByRole("figure", { name: /^Two users became one/ })).toContainText(
      ADA.google.userId,
    );
    await expect(page.getByRole("list", { name: "Accounts" })).toContainText("Google · in A");
    await page.getByText("The user as JSON").click();
    await expect(page.getByRole("region", { name: "The user, before and after" })).toContainText(
      "google-oauth2",
    );
    await expect(printed).toContainText("GET /api/v2/users/");
    const again = await openPopup(page, "Log in as B again");
    await chooseAccount(again, "Google", ADA.google.email);
    await expect(page.getByRole("status").getByText("B’s login opens A")).toBeVisible();
    await expect(page.getByText(`Its ID token says sub = ${ADA.userId}.`)).toBeVisible();
    await page.getByRole("button", { name: "Send GET" }).click();
    await expect(page.getByRole("button", { name: "Send GET" })).toBeEnabled();
    await next("The dangerous way");

    await expect(printed).toContainText('"user_id"');
    await page.getByRole("button", { name: "Send POST" }).click();
    await expect(page.getByRole("status").getByText("403, as it should be.")).toBeVisible();
    await expect(page.getByRole("link", { name: "More on this" })).toHaveAttribute(
      "href",
      "/errors/user-id-refused",
    );
    await next("Unlink, take it home");

    await page.getByRole("button", { name: "Send DELETE" }).click();
    const dialog = page.getByRole("dialog", { name: "Unlink Google?" });
    await expect(dialog).toContainText("Its metadata does not come back");
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Send DELETE" }).click();
    await dialog.getByRole("button", { name: "Unlink" }).click();
    await expect(page.getByRole("status").getByText("They are two users again.")).toBeVisible();
    const ending = page.getByRole("region", { name: "What you did" });
    await expect(ending).toContainText("1 identity linked");
    await expect(ending).toContainText("1 identity unlinked");
    await expect(ending).toContainText("0 ways broken");
    await expect(ending.getByRole("link", { name: "Is my app affected?" })).toHaveAttribute(
      "href",
      "/#questions",
    );
    await expectAccessible(page);

    const restored = await readUserAsServer(server, linklab.tenantOrigin, ADA.google.userId);
    expect(restored.status()).toBe(200);
    expect((await restored.json()).user_metadata ?? {}).toEqual({});

    // A's two tokens and B's ID token at least, and with PKCE two codes and two verifiers.
    expect((await secrets.all()).length).toBeGreaterThanOrEqual(flow === "Implicit" ? 4 : 8);
    expect(await secrets.foundIn(await readKept(page))).toEqual([]);
    await page.getByRole("tab", { name: /^Requests/ }).click();
    const copied = await copyRequests(page);
    expect(copied).toContain("curl ");
    expect(copied).toContain("await fetch(");
    expect(await secrets.foundIn(copied)).toEqual([]);
    const log = await server.get(`${linklab.tenantOrigin}/_linklab/log`);
    expect(await secrets.foundIn(await log.text())).toEqual([]);
  });
}
