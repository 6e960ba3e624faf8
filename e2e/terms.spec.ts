import { expect, expectAccessible, test } from "./linklab.ts";
import { logInAsA, readTenant } from "./walkthrough.ts";

test("a claim explains itself where it stands, by keyboard, inside a narrow screen", async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/learn/link");
  await page.getByRole("button", { name: "Prepare A and B for me" }).click();
  const word = page.getByRole("button", { name: "azp", exact: true });
  await expect(word).toBeVisible();
  await word.focus();
  await page.keyboard.press("Enter");
  const says = page.getByText("The application that it was given to.");
  await expect(says).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(says).toBeHidden();
  await expect(word).toBeFocused();
});

test("a claim in a sentence explains itself, too", async ({ page, expectConsole }) => {
  expectConsole(/401 \(Unauthorized\)/);
  await readTenant(page);
  await logInAsA(page, "Code + PKCE");
  await page.getByRole("link", { name: "Next: Try the old way" }).click();
  await page.getByRole("button", { name: "Send POST" }).click();
  const verdict = page.getByRole("status").filter({ hasText: "The API read aud" });
  await verdict.getByRole("button", { name: "aud", exact: true }).click();
  const says = page.getByText("The application that it was made for.");
  await expect(says).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(says).toBeHidden();
});
