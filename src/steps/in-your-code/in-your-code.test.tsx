// @vitest-environment happy-dom
import type { StepId } from "#linking/walkthrough/journey.ts";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { describeTenant } from "#protocol/tenant.ts";
import { InYourCode } from "./in-your-code.tsx";
import type { Language } from "#session/languages.ts";
import { STEP_FOLDERS } from "#steps/folders.ts";
import type { StepSnippets } from "#steps/snippets.ts";

afterEach(cleanup);

type Show = {
  step: StepId;
  printed?: string | null;
  domain?: string;
  start?: Language;
  snippets?: StepSnippets;
};

function Host({ step, printed = null, domain = "example.eu.auth0.com", start, snippets }: Show) {
  const [language, setLanguage] = useState<Language>(start ?? "react");
  return (
    <>
      <output aria-label="chosen">{language}</output>
      <InYourCode
        snippets={snippets ?? STEP_FOLDERS[step].snippets}
        tenant={describeTenant(domain, "abc123")}
        curl={printed === null ? null : `curl ${printed}`}
        fetch={printed === null ? null : `fetch ${printed}`}
        language={language}
        onLanguage={setLanguage}
      />
    </>
  );
}

const tabs = async () => (await screen.findAllByRole("tab")).map((tab) => tab.textContent);
const chosen = () => screen.getByRole("tab", { selected: true }).textContent;

test("shows the reader's own values, underlined, and copies them", async () => {
  const user = userEvent.setup();
  render(<Host step="tenant" />);
  const code = await screen.findByRole("region", { name: "Your app" });
  expect(code.textContent).toContain('clientId="abc123"');
  expect(screen.getByText("abc123").tagName).toBe("SPAN");
  await user.click(screen.getByRole("button", { name: "Copy" }));
  expect(await navigator.clipboard.readText()).toBe(code.textContent);
});

test("takes fetch and curl from the printed request, and leaves them out where there is none", async () => {
  const { rerender } = render(<Host step="link" printed="request 1" />);
  expect(await tabs()).toEqual(["React", "auth0-spa-js", "auth0.js", "fetch", "curl"]);
  await userEvent.click(screen.getByRole("tab", { name: "curl" }));
  expect(screen.getByRole("region", { name: "The request above" }).textContent).toBe(
    "curl request 1",
  );
  rerender(<Host step="link" />);
  expect(await tabs()).toEqual(["React", "auth0-spa-js", "auth0.js"]);
});

test("keeps the choice in a step that has not got it", async () => {
  const { rerender } = render(<Host step="link" start="auth0-js" />);
  await tabs();
  expect(chosen()).toBe("auth0.js");
  rerender(<Host step="unlink" start="auth0-js" />);
  await screen.findByText(/Takes an identity off/);
  expect(chosen()).toBe("React");
  expect(screen.getByRole("status", { name: "chosen" }).textContent).toBe("auth0-js");
});

test.each(["old-way", "dangerous"] as const)("%s says what to change", async (step) => {
  render(<Host step={step} printed="request" />);
  expect(await screen.findByRole("region", { name: "Before: no longer works" })).toBeTruthy();
  expect(screen.getByRole("region", { name: "After: works today" })).toBeTruthy();
  expect(screen.getByText(/^Change the /)).toBeTruthy();
  await userEvent.click(screen.getByRole("tab", { name: "fetch" }));
  expect(screen.getByRole("region", { name: "The request above: refused" })).toBeTruthy();
});

test.each([
  ["http://localhost:5180", 1],
  ["example.eu.auth0.com", 0],
])("says what auth0.js needs at %s", async (domain, count) => {
  render(<Host step="link" start="auth0-js" domain={domain} />);
  await tabs();
  expect(screen.queryAllByText(/auth0.js expects a tenant on https/)).toHaveLength(count);
});

test("says so when the code cannot be loaded, and tries again", async () => {
  let tries = 0;
  const load = () => {
    tries += 1;
    return tries === 1
      ? Promise.reject(new TypeError("Failed to fetch"))
      : STEP_FOLDERS.link.snippets.load();
  };
  const snippets = { load };
  render(<Host step="link" snippets={snippets} />);
  expect((await screen.findByRole("alert")).textContent).toContain("could not be loaded");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await tabs()).toEqual(["React", "auth0-spa-js", "auth0.js"]);
});
