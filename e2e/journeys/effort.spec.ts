import type { Locator, Page } from "@playwright/test";
import { expect, test } from "#e2e/linklab.ts";

/** What the whole walkthrough may cost its reader. */
const MOST = { actionsToLink: 13, actions: 19, words: 900, wordsBeforeAction: 60 };

/**
 * The texts of the page's main part that a reader sees: what is printed of requests, tokens, tables and
 * code is looked at, not read.
 *
 * @param until where to stop
 */
async function visibleTexts(page: Page, until?: Locator): Promise<string[]> {
  const end = (await until?.elementHandle()) ?? null;
  return await page.evaluate((stop) => {
    const lesson = document.querySelector("main article") ?? document.querySelector("main");
    const walker = document.createTreeWalker(lesson ?? document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (stop !== null && stop.contains(node)) break;
      const isPrinted = parent?.closest("pre, code, table, section[aria-label*='request' i]");
      if (parent === null || isPrinted || !parent.checkVisibility()) continue;
      if (parent.closest(".visually-hidden, [aria-hidden='true']")) continue;
      texts.push(node.textContent ?? "");
    }
    return texts;
  }, end);
}

/** Words of texts, each text once. */
function wordsOf(texts: readonly string[]): string[] {
  return [...new Set(texts)].flatMap((text) => text.split(/\s+/).filter((word) => /\w/.test(word)));
}

test("takes at most 13 actions to the link, 19 and 900 words in all, and 60 words before a step's first action", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/401 \(/);
  expectConsole(/403 \(/);
  let actions = 0;
  let words = 0;
  const act = async (action: Promise<unknown>) => {
    actions += 1;
    await action;
  };
  /** A step has the words of its beginning and what its result adds. */
  const step = async (first: Locator, result: string, run: () => Promise<void>) => {
    await expect(first).toBeVisible();
    const lead = wordsOf(await visibleTexts(page, first));
    expect(lead.length, lead.join(" ")).toBeLessThanOrEqual(MOST.wordsBeforeAction);
    const before = await visibleTexts(page);
    await run();
    await expect(page.getByText(result).first()).toBeVisible();
    words += wordsOf([...before, ...(await visibleTexts(page))]).length;
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const next = () => act(page.getByRole("link", { name: /^Next: / }).click());

  await page.goto("/");
  const door = page.getByRole("link", { name: "Link two accounts" });
  await expect(door).toBeVisible();
  await act(door.click());
  const onward = page.getByRole("link", { name: /^Next: / });
  // The door was the press: what the tenant says of itself in public is read behind it.
  await step(onward, "keys read", async () => {});
  await next();
  await step(button("Log in as A"), "A is Ada", async () => {
    await act(button("Log in as A").click());
    await act(page.getByRole("button", { name: /^Ada.* · password/ }).click());
  });
  await next();
  await step(button("Send POST"), "401, as it should be", () => act(button("Send POST").click()));
  await next();
  await step(button("Log in as B"), "B is Ada", async () => {
    const opened = page.waitForEvent("popup");
    await act(button("Log in as B").click());
    const popup = await opened;
    await act(popup.getByRole("button", { name: /^Ada.* · Google/ }).click());
  });
  await next();
  await step(onward, "10 of 10 fit", async () => {});
  await next();
  await step(button("Send POST"), "201.", async () => {
    await act(button("Send POST").click());
    await act(button("Link them").click());
  });
  expect(actions, "to the link").toBeLessThanOrEqual(MOST.actionsToLink);
  await next();
  await step(onward, "Still there", async () => {});
  await next();
  await step(button("Send POST"), "403, as it should be", () => act(button("Send POST").click()));
  await next();
  await step(button("Send DELETE"), "two users again", async () => {
    await act(button("Send DELETE").click());
    await act(button("Unlink").click());
  });
  expect(actions, "to the unlink").toBeLessThanOrEqual(MOST.actions);
  expect(words).toBeLessThanOrEqual(MOST.words);
});
