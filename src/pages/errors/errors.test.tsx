// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import { SCENARIOS, UNMADE } from "#linking/scenarios/scenarios.ts";
import { FINDING_IDS, FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import { ErrorList } from "./error-list.tsx";
import { ErrorPage } from "./error-page.tsx";
import { filterFindings } from "./filter.ts";
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

test("shows what fits the search, and says so where nothing does", async () => {
  render(<ErrorList hrefOf={hrefOf} />);
  const box = screen.getByRole("searchbox");
  await userEvent.type(box, "AZP  applications");
  expect(hrefs()).toEqual([hrefOf("other-application")]);
  expect(screen.getByRole("status").textContent).toBe("1 error");
  expect(screen.getAllByRole("heading", { level: 2 })).toHaveLength(1);
  await userEvent.type(box, " nonsense");
  expect(screen.queryByRole("link")).toBeNull();
  expect(screen.getByRole("status").textContent).toMatch(/^Nothing fits/);
});

test.each([
  ["409", ["identity-taken"]],
  ["popup_", []],
  ["code_verifier", ["code-refused"]],
  ["", FINDING_IDS],
] as const)("finds by any text of a finding: %s", (query, ids) => {
  expect(filterFindings(FINDING_IDS, query)).toEqual(ids);
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
