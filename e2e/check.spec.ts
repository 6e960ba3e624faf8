import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "#scripts/setup.mjs";
import { expect, expectAccessibleEverywhere, test } from "./linklab.ts";
import { collectSecrets } from "./secrets.ts";
import { reachLink, sendLink } from "./walkthrough.ts";

test("each sample is read in the worker and judged, and the page is accessible", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Paste it, and see" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expectAccessibleEverywhere(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const [sample, said] of [
    ["curl with an ID token", "Use case 1"],
    ["auth0.js", "Use case 5"],
    ["fetch with a user ID", "Use case 3"],
    ["An error", "Both tokens belong to the same user."],
    ["A callback", "An error in a callback"],
  ] as const) {
    await page.getByRole("button", { name: sample, exact: true }).click();
    await expect(page.getByText(said).first()).toBeVisible();
  }
  await page.getByRole("button", { name: "curl with an ID token" }).click();
  await expect(page.getByText("Use case 1")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("a question is answered, an error leads to its entry, and Back finds everything again", async ({
  page,
}) => {
  await page.goto("/check");
  await page
    .getByLabel("Paste or drop anything")
    .fill(
      [
        `curl -X POST https://t.example/api/v2/users/auth0%7C1/identities -H "Authorization: Bearer $TOKEN" -d '{"link_with":"x"}'`,
        '{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: update:users,update:current_user_identities"}',
      ].join("\n"),
    );
  await page.getByRole("radio", { name: /ID token/ }).click();
  await expect(page.getByText("Use case 1")).toBeVisible();
  await page.getByRole("link", { name: "The access token may not do this." }).click();
  await expect(page).toHaveURL(/\/errors\/scope-missing$/);
  await page.goBack();
  await expect(page.getByText("Use case 1")).toBeVisible();
});

test("the browser's own recording of a link is judged, and its token opens in the inspector", async ({
  page,
  browser,
  linklab,
  watchAlso,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "linklab-har-"));
  const har = join(folder, "flow.har");
  const context = await browser.newContext({ recordHar: { path: har }, baseURL: linklab.origin });
  watchAlso(context);
  const secrets = await collectSecrets(context);
  const recorded = await context.newPage();
  await reachLink(recorded);
  await sendLink(recorded);
  await expect(recorded.getByText("201. A has 2 identities now.")).toBeVisible();
  await context.close();

  await page.goto("/check");
  await page.getByLabel("Files to check").setInputFiles(har);
  const card = page.getByRole("article", { name: "flow.har" });
  await expect(card.getByText(/The new way|Can’t tell/).first()).toBeVisible();
  await card.getByRole("button", { name: "Open in the inspector" }).first().click();
  await expect(page).toHaveURL(/\/tokens$/);
  await expect(page.getByRole("list", { name: "Four verdicts" })).toBeVisible();
  const stored = await page.evaluate(() =>
    JSON.stringify([
      location.href,
      history.state,
      Object.entries(localStorage),
      Object.entries(sessionStorage),
    ]),
  );
  expect(await secrets.foundIn(stored)).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** Runs the command as a terminal would. */
const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, "scripts", "run.mjs"), "check", ...args], {
    encoding: "utf8",
  });

test("the command says the same as the page, and by its exit code what it found", async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "linklab-check-"));
  const file = join(folder, "link.js");
  writeFileSync(file, "new auth0.Management({ domain, token: idToken }).linkUser(a, b, c);");
  const { status, stdout } = run("--json", folder);
  expect(status).toBe(1);
  const { findings } = JSON.parse(stdout) as { findings: { useCase: number; reason: string }[] };
  await page.goto("/check");
  await page.getByLabel("Files to check").setInputFiles(file);
  await expect(page.getByText(`Use case ${findings[0]?.useCase}`)).toBeVisible();
  await expect(page.getByText(findings[0]?.reason ?? "no reason")).toBeVisible();
  writeFileSync(file, "f();");
  expect(run(folder).status).toBe(0);
  expect(run(join(folder, "nowhere")).status).toBe(2);
  expect(run().stderr).toContain("Usage: linklab check");
  rmSync(folder, { recursive: true });
});
