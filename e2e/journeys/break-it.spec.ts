import { expect, expectAccessible, test } from "#e2e/linklab.ts";
import { reachLink } from "#e2e/walkthrough.ts";

test("a way to break a step is found, shown, sent and mended where it is chosen", async ({
  page,
  expectConsole,
}) => {
  expectConsole(/413 \(/);
  await reachLink(page);
  const panel = page.locator("#break-it");
  await panel.locator("summary").click();
  await expect(panel.getByRole("radio")).toHaveCount(6);
  await panel.getByLabel("Find a way").fill("too large");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  const way = panel.getByRole("radio", { name: "A body over 100 KB" });
  await expect(way).toBeChecked();

  // It is printed as it will be sent, before it is sent.
  const printed = page.getByRole("region", { name: "The request, as it will be sent" });
  await expect(printed.getByText("(changed)")).toBeAttached();
  await expectAccessible(page);

  const send = panel.getByRole("button", { name: "Break and send" });
  const [chosen, sent] = await Promise.all([way.boundingBox(), send.boundingBox()]);
  expect(Math.abs((chosen?.y ?? 0) - (sent?.y ?? 0))).toBeLessThan(40);
  await send.click();
  const result = page.getByRole("status").filter({ hasText: "The body is too large." });
  await expect(result).toBeFocused();
  await expect(result).toContainText("What you broke: A body over 100 KB.");
  await result.getByRole("button", { name: "Mend it", exact: true }).click();
  await expect(result).toBeHidden();
  await expect(panel.getByRole("radio", { name: "Nothing is broken" })).toBeChecked();
});
