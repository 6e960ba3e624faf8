import type { Page } from "@playwright/test";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { SCENARIOS } from "#linking/scenarios/scenarios.ts";
import { FINDINGS } from "#linking/findings/findings.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { expect, test } from "./linklab.ts";
import { compareLogin, watchRequests } from "./printed.ts";
import {
  ADA,
  breakIt,
  chooseAccount,
  goTo,
  logIn,
  logInAsA,
  openPopup,
  reachLink,
  reachSecondAccount,
  readTenant,
  sendLink,
} from "./walkthrough.ts";

/** What the browser itself says of requests that are refused or lost on purpose. */
const LOST = /Failed to load resource|blocked by CORS policy|net::ERR/;

/** What can be switched on in a step; the rest is the reader's own doing. */
function switches(step: StepId): readonly Scenario[] {
  return SCENARIOS.filter(
    (one) => one.step === step && !one.changes.some(({ by }) => by === "browser"),
  );
}

const breakNothing = (page: Page) => breakIt(page, { label: "Nothing is broken" });

const findingOf = (page: Page, { finding }: Scenario) =>
  page.locator("[data-tone]").filter({ hasText: FINDINGS[finding].title }).first();

async function expectFinding(page: Page, one: Scenario): Promise<void> {
  await expect(findingOf(page, one)).toBeVisible();
}

const mend = (page: Page) => page.getByRole("button", { name: "Mend it and send again" }).click();

/** Takes the link off again and comes back to its step, for the next way to break it. */
async function unlinkAgain(page: Page): Promise<void> {
  await goTo(page, "unlink");
  await page.getByRole("button", { name: "Send DELETE" }).click();
  await page.getByRole("button", { name: "Unlink", exact: true }).click();
  await expect(page.getByText("They are two users again")).toBeVisible();
  await goTo(page, "link");
}

/** These link before something fails, so there is nothing to send again. */
const LINKS_ANYWAY: ReadonlySet<string> = new Set([
  "identity-taken",
  "linked-not-read",
  "linked-answer-lost",
]);

/** What is undone at the tenant is undone for each; every other mending is one and the same. */
const isSteered = ({ changes }: Scenario) =>
  changes.some(({ by }) => by === "fault" || by === "clock" || by === "bucket");

/** Each test has a tenant of its own and a part of the ways, so that they can go side by side, and none takes long. */
function parted(scenarios: readonly Scenario[], count: number) {
  return Array.from({ length: count }, (_, part) => ({
    scenarios: scenarios.filter((__, index) => index % count === part),
    part: `${part + 1} of ${count}`,
  }));
}

for (const { scenarios, part } of parted(switches("link"), 8)) {
  test(`every way to break the link sends what it prints, linked or not, and yields its finding (${part})`, async ({
    page,
    context,
    expectConsole,
  }) => {
    expectConsole(LOST);
    await context.grantPermissions(["clipboard-write"]);
    const requests = await watchRequests(page);
    const linked = page.getByText(/A has 2 identities (now|already)/);
    const send = async (one: Scenario) => {
      await page.getByRole("button", { name: "Send POST" }).click();
      await expectFinding(page, one);
    };
    await reachLink(page);
    for (const one of scenarios)
      await test.step(`${one.id} yields ${one.finding}`, async () => {
        await breakIt(page, one);
        await requests.compare(one, () => send(one));
        const isLinked = LINKS_ANYWAY.has(one.finding);
        if (!isLinked && one !== scenarios[0] && !isSteered(one)) return;
        if (!isLinked) {
          await mend(page);
          await page.getByRole("button", { name: "Link them" }).click();
        }
        await expect(linked).toBeVisible();
        await breakNothing(page);
        await unlinkAgain(page);
      });
    await breakNothing(page);
    await requests.compare(null, async () => {
      await sendLink(page);
      await expect(linked).toBeVisible();
    });
    for (const one of scenarios)
      await test.step(`${one.id} after the link`, async () => {
        await breakIt(page, one);
        if (one.needsTwoUsers === true) {
          await expect(page.getByText("It needs two users, and A and B are linked.")).toBeVisible();
          await expect(page.getByRole("button", { name: "Send POST" })).toHaveCount(0);
        } else await requests.compare(one, () => send(one));
      });
  });
}

test("every way to break the unlink sends what it prints and yields its finding, and mending it unlinks", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(LOST);
  await context.grantPermissions(["clipboard-write"]);
  const requests = await watchRequests(page);
  await reachLink(page);
  await requests.compare(null, async () => {
    await sendLink(page);
    await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
  });
  await goTo(page, "unlink");
  for (const one of switches("unlink")) {
    await breakIt(page, one);
    await requests.compare(one, async () => {
      await page.getByRole("button", { name: "Send DELETE" }).click();
      await expectFinding(page, one);
    });
    // This one unlinks all the same, so there is nothing to send again.
    if (one.finding !== "unlinked-answer-lost") {
      await mend(page);
      await page.getByRole("button", { name: "Unlink", exact: true }).click();
    }
    await expect(page.getByText(/^(200|Unlinked)\. They are two users again\.$/)).toBeVisible();
    await breakNothing(page);
    await breakIt(page, one);
    const isAskedUnlinked = one.changes.some(({ by }) => by === "request");
    if (isAskedUnlinked)
      await requests.compare(one, async () => {
        await page.getByRole("button", { name: "Send DELETE" }).click();
        await expectFinding(page, one);
      });
    else await expect(page.getByText("Needs a link from step 6.")).toBeVisible();
    await breakNothing(page);
    await goTo(page, "link");
    await sendLink(page);
    await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
    await goTo(page, "unlink");
  }
});

test("the steps that nobody breaks send what they print, too", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(LOST);
  await context.grantPermissions(["clipboard-write"]);
  const requests = await watchRequests(page);
  const send = async (button: string | RegExp, said: string) => {
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByText(said).first()).toBeVisible();
  };
  await reachSecondAccount(page);
  await goTo(page, "old-way");
  await requests.compare(null, () => send("Send POST", "401, as it should be."));
  await goTo(page, "secondary");
  await chooseAccount(await openPopup(page, /^Log in as B/), "Google", ADA.google.email);
  await expect(page.getByText("B is Ada · Google")).toBeVisible();
  await goTo(page, "link");
  await requests.compare(null, async () => {
    await sendLink(page);
    await expect(page.getByText("201. A has 2 identities now.")).toBeVisible();
  });
  await goTo(page, "dangerous");
  await requests.compare(null, () => send("Send POST", "403, as it should be."));
  await goTo(page, "unlink");
  await requests.compare(null, async () => {
    await page.getByRole("button", { name: "Send DELETE" }).click();
    await page.getByRole("button", { name: "Unlink", exact: true }).click();
    await expect(page.getByText("200. They are two users again.")).toBeVisible();
  });
});

const LOGIN_SCENARIOS = switches("primary").filter(
  (one) => !one.isAtRenewal && one.finding !== "response-mode-unread",
);

for (const { scenarios, part } of parted(LOGIN_SCENARIOS, 2)) {
  test(`every way to break A's login yields its finding, and mending it logs in (${part})`, async ({
    page,
    expectConsole,
  }) => {
    expectConsole(LOST);
    await readTenant(page);
    // In a popup the page stays, so that one test can go through all of them.
    await page.getByRole("radio", { name: "A popup" }).check();
    await logIn(await openPopup(page, "Log in as A"), ADA);
    await expect(page.getByText("A is Ada · password")).toBeVisible();
    for (const one of scenarios) {
      await test.step(`${one.id} yields ${one.finding}`, async () => {
        await breakIt(page, one);
        await answer(await compareLogin(page, () => openPopup(page, /^Log in as A/)), one);
        await expectFinding(page, one);
        if (one.finding === "signed-in-not-read") {
          await page.getByRole("button", { name: "Read A again" }).click();
          await expect(findingOf(page, one)).toBeHidden();
          return;
        }
        const popup = page.waitForEvent("popup");
        await mend(page);
        await logIn(await popup, ADA);
        await expect(page.getByText("A is Ada · password")).toBeVisible();
      });
    }
  });
}

/** Does what a person would do in a popup that may ask, answer at once, or show an error. */
async function answer(popup: Page, { isAnsweredByPage }: Scenario): Promise<void> {
  if (isAnsweredByPage) {
    await expect(popup.getByRole("heading")).toBeVisible();
    await popup.close();
    return;
  }
  const field = popup.getByLabel("Email address");
  const closed = popup.isClosed() ? Promise.resolve() : popup.waitForEvent("close");
  await Promise.race([closed, field.waitFor().catch(() => undefined)]);
  if (!popup.isClosed()) await logIn(popup, ADA);
}

test("an answer in the wrong place and an old refresh token yield their findings, too", async ({
  page,
  expectConsole,
}) => {
  expectConsole(LOST);
  await readTenant(page);
  const [mode] = switches("primary").filter((one) => one.finding === "response-mode-unread");
  const [old] = switches("primary").filter((one) => one.isAtRenewal);
  if (mode === undefined || old === undefined) throw new TypeError("a scenario is missing");
  await breakIt(page, mode);
  await compareLogin(page, () => page.getByRole("button", { name: "Log in as A" }).click());
  await logIn(page, ADA);
  await expectFinding(page, mode);
  await page.getByRole("checkbox", { name: "Ask for a refresh token" }).check();
  // The tenant knows this login by now and does not ask again.
  await mend(page);
  await expect(page.getByText("A is Ada · password")).toBeVisible();
  await breakIt(page, old);
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  await expectFinding(page, old);
  // An old refresh token cannot be mended: A logs in once more, and may renew again.
  await mend(page);
  await expect(page.getByText("A is Ada · password")).toBeVisible();
  await page.getByRole("button", { name: "Renew A’s tokens silently" }).click();
  await expect(page.getByText(/^Renewed, still A/)).toBeVisible();
});

test("a finding's page leads to its step, where it is broken already", async ({
  page,
  expectConsole,
}) => {
  expectConsole(LOST);
  const [one] = switches("tenant");
  if (one === undefined) throw new TypeError("a scenario is missing");
  await page.goto(`/errors/${one.finding}`);
  const way = page.getByRole("listitem").filter({ hasText: one.label });
  await way.getByRole("link", { name: "Break it in its step" }).click();
  await expect(page.getByRole("radio", { name: one.label, exact: true })).toBeChecked();
  await page.getByRole("button", { name: "Send GET" }).click();
  await expectFinding(page, one);
  await mend(page);
  await expect(page.getByText("keys read")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Nothing is broken" })).toBeChecked();
});

test("blocking A ends with the login that it was for, also when Back leads out of it", async ({
  page,
}) => {
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  const [block] = switches("primary").filter((one) => one.finding === "user-blocked");
  if (block === undefined) throw new TypeError("a scenario is missing");
  await breakIt(page, block);
  await page.getByRole("button", { name: /^Log in as A/ }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
  await page.goBack();
  await breakNothing(page);
  await page.getByRole("button", { name: "Log in as A again" }).click();
  await logIn(page, ADA);
  await expect(page.getByRole("status").getByText("A is Ada · password")).toBeVisible();
});

test("every way to break the tenant's document sends what it prints and yields its finding, and mending it reads it", async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(LOST);
  await context.grantPermissions(["clipboard-write"]);
  const requests = await watchRequests(page);
  await page.goto("/learn/tenant");
  for (const one of switches("tenant")) {
    await breakIt(page, one);
    await requests.compare(one, async () => {
      const leaving = page.waitForRequest((request) => request.url().includes("/.well-known/"));
      await page.getByRole("button", { name: /^Send GET/ }).click();
      await leaving; // what is cancelled earlier is never sent
      if (one.finding === "wait-stopped")
        await page.getByRole("button", { name: "Cancel" }).click();
      await expect(page.locator('[data-tone="bad"], [data-tone="expected"]').first()).toBeVisible();
    });
    if (one.finding === "cors")
      await page.getByRole("button", { name: "Run the CORS test" }).click();
    await expectFinding(page, one);
    await mend(page);
    await expect(page.getByText("keys read")).toBeVisible();
  }
});

test("every way to break B's login yields its finding, and mending it proves B", async ({
  page,
  expectConsole,
}) => {
  expectConsole(LOST);
  await reachSecondAccount(page);
  const unread = switches("secondary").filter(({ finding }) => finding === "proved-not-read");
  // Mending one logs in as B, whom the tenant then knows: the one about A goes first.
  for (const one of switches("secondary")
    .filter((way) => !unread.includes(way))
    .toReversed()) {
    await breakIt(page, one);
    await compareLogin(page, () => openPopup(page, /^Log in as B/));
    await expectFinding(page, one);
    const again = page.waitForEvent("popup");
    await mend(page);
    await chooseAccount(await again, "Google", ADA.google.email);
    await expect(page.getByText("B is Ada · Google")).toBeVisible();
  }
  await page.getByRole("checkbox", { name: /Read B’s metadata too/ }).check();
  for (const one of unread) {
    await breakIt(page, one);
    const popup = await compareLogin(page, () => openPopup(page, /^Log in as B/));
    await chooseAccount(popup, "Google", ADA.google.email);
    await expectFinding(page, one);
    await breakNothing(page);
    const again = await openPopup(page, /^Log in as B/);
    await chooseAccount(again, "Google", ADA.google.email);
    await expect(findingOf(page, one)).toBeHidden();
    await expect(page.getByText("B is Ada · Google")).toBeVisible();
  }
});
