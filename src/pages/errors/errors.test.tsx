// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { SCENARIOS, UNMADE } from "#linking/scenarios/scenarios.ts";
import { FINDING_IDS, FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import { MOST_READ } from "#linking/findings/search.ts";
import { ErrorList } from "./error-list.tsx";
import { ErrorPage } from "./error-page.tsx";
import { relatedTo } from "./related.ts";

afterEach(cleanup);

const hrefOf = (id: FindingId) => `/errors/${id}`;
const breakHref = ({ step, id }: Scenario) => `/learn/${step}?break=${id}`;
const hrefs = () => screen.getAllByRole("link").map((link) => link.getAttribute("href"));

test("lists every finding once, in the order of the catalogue", () => {
  render(<ErrorList hrefOf={hrefOf} />);
  expect(hrefs()).toEqual(FINDING_IDS.map(hrefOf));
  expect(screen.getByRole("status").textContent).toBe(`${FINDING_IDS.length} errors`);
});

const box = () => screen.getByRole<HTMLInputElement>("searchbox");
const told = () => screen.getByRole("status").textContent;
const marks = () => [...document.querySelectorAll("mark")].map((one) => one.textContent);

test("shows what fits what was pasted, the best first, and marks why", async () => {
  render(<ErrorList hrefOf={hrefOf} />);
  await userEvent.click(box());
  await userEvent.paste(
    '{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:users","errorCode":"insufficient_scope"}',
  );
  expect(hrefs()).toEqual([hrefOf("scope-missing"), hrefOf("user-id-refused")]);
  expect(told()).toBe("2 errors fit, the best first.");
  expect(marks()).toEqual(["Insufficient scope, expected any of: ", "insufficient_scope"]);
  expect(screen.queryByRole("heading", { level: 2 })).toBeNull();
});

test("marks the words that were typed, in the title too", async () => {
  render(<ErrorList hrefOf={hrefOf} />);
  await userEvent.type(box(), "AZP  applications");
  expect(hrefs()[0]).toBe(hrefOf("other-application"));
  await userEvent.clear(box());
  await userEvent.type(box(), "callback mismatch");
  expect(hrefs()[0]).toBe(hrefOf("callback-not-allowed"));
  expect(within(screen.getAllByRole("link")[0] as HTMLElement).getByText("Callback").tagName).toBe(
    "MARK",
  );
});

test("says how many there are where there is one", async () => {
  render(<ErrorList hrefOf={hrefOf} />);
  await userEvent.type(box(), "missing_refresh_token");
  expect(told()).toBe("1 error fits.");
});

test("keeps lines apart that are pasted into its one line", async () => {
  render(<ErrorList hrefOf={hrefOf} />);
  await userEvent.click(box());
  await userEvent.paste("Error: Popup closed\nat link (app.js:1)\r\n");
  expect(box().value).toBe("Error: Popup closed at link (app.js:1) ");
  expect(hrefs()).toEqual([hrefOf("popup-closed")]);
});

test("says what to paste where nothing fits, and shows it by two examples", async () => {
  render(<ErrorList hrefOf={hrefOf} />);
  await userEvent.type(box(), "nonsense");
  expect(screen.queryByRole("link")).toBeNull();
  expect(told()).toMatch(/^Nothing fits/);
  expect(screen.getByText(/^Paste the whole answer/)).toBeDefined();
  const examples = screen.getAllByRole("button").map((one) => one.textContent);
  expect(examples).toHaveLength(2);
  for (const example of examples) {
    await userEvent.click(screen.getByRole("button", { name: example }));
    expect(box().value).toBe(example);
    expect(document.activeElement).toBe(box());
    expect(hrefs().length).toBeGreaterThan(0);
    await userEvent.clear(box());
    await userEvent.type(box(), "nonsense");
  }
});

test("says so where not all was read", async () => {
  render(<ErrorList hrefOf={hrefOf} />);
  await userEvent.click(box());
  await userEvent.paste(`Popup closed ${"x".repeat(MOST_READ)}`);
  expect(told()).toBe("1 error fits. Only the first 100 KB were read.");
});

test("blanks are no search", async () => {
  render(<ErrorList hrefOf={hrefOf} />);
  await userEvent.type(box(), "  ");
  expect(hrefs()).toEqual(FINDING_IDS.map(hrefOf));
});

test("what is searched stays out of the address", async () => {
  const before = window.location.href;
  render(<ErrorList hrefOf={hrefOf} />);
  await userEvent.type(box(), "code=abc access_denied");
  expect(window.location.href).toBe(before);
});

function show(id: FindingId) {
  return render(
    <ErrorPage
      id={id}
      url={`https://linklab.example/errors/${id}`}
      listHref="/errors"
      hrefOf={hrefOf}
      breakHref={breakHref}
    />,
  );
}

test.each(FINDING_IDS)("%s is told whole", (id) => {
  const { container } = show(id);
  const { title, because, evidence, steps, sources } = FINDINGS[id];
  const says = sources.flatMap((one) => [one.says ?? "", one.evidence, one.source]);
  const names = evidence.map(({ name }) => name);
  for (const text of [title, because, ...names, ...steps, ...says, UNMADE[id] ?? ""])
    expect(container.textContent).toContain(text);
  const shown = screen
    .queryAllByRole("link", { name: "Break it in its step" })
    .map((link) => link.getAttribute("href"));
  expect(shown).toEqual(SCENARIOS.filter(({ finding }) => finding === id).map(breakHref));
});

test("says how to do what no page can do to itself", () => {
  const { container } = show("popup-closed");
  expect(container.textContent).toContain("Open the popup and close it.");
});

test("says what a way needs of the tenant, where not every host has it", () => {
  expect(show("cors").container.textContent).toContain(
    "It needs a tenant on another origin than this page.",
  );
  cleanup();
  expect(show("tenant-renewed").container.textContent).toMatch(
    /start it again on its port\. It needs a tenant that is a program of its own\./,
  );
});

test("a refusal is not called a failure", () => {
  show("id-token-as-bearer");
  expect(screen.queryByText("A failure")).toBeNull();
  cleanup();
  show("token-signature");
  expect(screen.getByText("A failure")).toBeDefined();
});

test("leads to what is told by the same clue", () => {
  show("proof-expired");
  const [section] = screen.getAllByRole("heading", { name: "Close to it" });
  const links = within(section?.parentElement as HTMLElement).getAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toContain("/errors/proof-refused");
});

test.each(FINDING_IDS)("%s is not close to itself, and close to a few at most", (id) => {
  const related = relatedTo(id);
  expect(related).not.toContain(id);
  expect(related.length).toBeLessThanOrEqual(5);
});

test("copies its own address", async () => {
  const user = userEvent.setup();
  show("token-expired");
  await user.click(screen.getByRole("button", { name: "Copy link" }));
  expect(await navigator.clipboard.readText()).toBe("https://linklab.example/errors/token-expired");
});

test("takes the focus to its heading", () => {
  show("token-expired");
  expect(document.activeElement).toBe(screen.getByRole("heading", { level: 1 }));
});

test("claims in the cause explain themselves, and a mark says what it stands for", () => {
  show("other-application");
  expect(screen.getByRole("button", { name: "aud" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "azp" })).toBeTruthy();
  expect(document.body.textContent).toContain("assumed by LinkLab: ");
});
