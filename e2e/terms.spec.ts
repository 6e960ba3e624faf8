import { expect, expectAccessible, test } from "./linklab.ts";

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
