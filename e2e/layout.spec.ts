import type { Page } from "@playwright/test";
import { FINDING_IDS } from "#linking/findings/findings.ts";
import { STEP_IDS } from "#linking/walkthrough/journey.ts";
import { paths } from "#shell/paths.ts";
import { layoutFaults } from "./layout-faults.ts";
import { expect, test } from "./linklab.ts";
import { reachLink } from "./walkthrough.ts";

/** Width and height. 320 x 256 is 1280 x 1024 at 400 %, 720 x 450 is 1440 x 900 at 200 %. */
const SIZES: readonly (readonly [number, number])[] = [
  [320, 256],
  [320, 740],
  [360, 740],
  [720, 450],
  [720, 900],
  [768, 900],
  [899, 900],
  [1024, 740],
  [1200, 900],
  [1440, 450],
  [1440, 900],
  [1920, 900],
];

/** What stands for the variable parts of an address. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  step: STEP_IDS,
  id: FINDING_IDS.slice(0, 1),
  lab: ["attack", "session"],
  name: [],
  "*": [],
};

/** The addresses of a route; a part that may be missing is tried without and with. */
function addressesOf(pattern: string): readonly string[] {
  let addresses = [""];
  for (const part of pattern.split("/").slice(1)) {
    const [, variable, mark] = /^(?::(\w+)|\*)(\?)?$/.exec(part) ?? [];
    const isVariable = part.startsWith(":") || part.startsWith("*");
    const values = isVariable ? VARIABLES[variable ?? "*"] : [part];
    if (values === undefined) throw new TypeError(`Say what ":${variable}" can be in VARIABLES.`);
    const longer = addresses.flatMap((start) => values.map((value) => `${start}/${value}`));
    addresses = mark === "?" ? [...addresses, ...longer] : longer;
  }
  return addresses.map((address) => address || "/");
}

const ADDRESSES = new Set(
  Object.values(paths)
    .filter((path) => typeof path === "string")
    .flatMap(addressesOf),
).add("/nowhere");

/** Pages as they look once something was answered on them. */
const ANSWERED = ["/?token=id&body=link_with&library=react", "/?token=any-user&library=react"];

/** The faults of the page at every size. Themes differ in colours only, so one of them is enough. */
async function faultsAtAllSizes(page: Page): Promise<string[]> {
  const all: string[] = [];
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    for (const fault of await layoutFaults(page)) all.push(`${width} x ${height}: ${fault}`);
  }
  return all;
}

test("nothing overlaps, is cut or is too small, on any page at any size", async ({ page }) => {
  const titles = new Map<string, string>();
  for (const address of ADDRESSES) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const { pathname } = new URL(page.url());
    // An address of before leads to a page that is looked at under its own.
    if (titles.has(pathname)) continue;
    const title = await page.title();
    expect.soft([...titles.values()], `the title of ${pathname}`).not.toContain(title);
    titles.set(pathname, title);
    expect.soft(await faultsAtAllSizes(page), pathname).toEqual([]);
  }
});

test("nothing overlaps, is cut or is too small in a verdict", async ({ page }) => {
  for (const address of ANSWERED) {
    await page.goto(address);
    await expect(page.getByRole("status", { name: "Verdict" })).toBeVisible();
    await expect(page.getByText("Loading the code…")).toHaveCount(0);
    expect.soft(await faultsAtAllSizes(page), address).toEqual([]);
  }
});

test("nothing overlaps in the header when both accounts are signed in", async ({ page }) => {
  await reachLink(page);
  expect(await faultsAtAllSizes(page)).toEqual([]);
});

test("code that goes on beyond the edge of a narrow screen shows a shade there", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/learn/unlink");
  const code = page.getByRole("region", { name: "Code to link and unlink" });
  expect(await code.evaluate((pre) => pre.scrollWidth > pre.clientWidth)).toBe(true);
  // The shade stays at the edge; what covers it goes with the text, to its ends.
  await expect(code).toHaveCSS("background-attachment", "local, local, scroll, scroll, scroll");
});
