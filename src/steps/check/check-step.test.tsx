// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Check, CheckId } from "#linking/tokens/checks.ts";
import { CheckStep } from "./check-step.tsx";

afterEach(cleanup);

const API_CHECK: Check = { id: "same-issuer", passes: true, prevents: "400 same issuer" };
const OWN_CHECK: Check = { id: "verified-emails", passes: true, prevents: null };

function show(...failing: CheckId[]) {
  const onSeen = vi.fn<() => void>();
  const checks = [API_CHECK, OWN_CHECK].map((check) => ({
    ...check,
    passes: !failing.includes(check.id),
  }));
  render(<CheckStep checks={checks} tokens={null} onSeen={onSeen} next={<a href="/x">Next</a>} />);
  return { onSeen, items: screen.getAllByRole("listitem").map((item) => item.textContent) };
}

test("says that all fit and leads on", () => {
  const { items, onSeen } = show();
  expect(screen.getByRole("status").textContent).toContain("2 of 2 fit.");
  expect(items[0]).toContain(": fits");
  expect(screen.getByRole("link", { name: "Next" })).toBeTruthy();
  expect(onSeen).toHaveBeenCalledOnce();
});

test("raises an alert when the API would refuse", () => {
  const { items } = show("same-issuer");
  expect(screen.getByRole("alert").textContent).toContain(
    "1 of 2 fit. The API would refuse this link.",
  );
  expect(items[0]).toContain(": does not fit");
  expect(items[0]).toContain("The two logins were at different tenants or domains.");
  expect(items[0]).toContain("400 same issuer");
});

test("leaves to the reader what the API would not stop", () => {
  const { items } = show("verified-emails");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("note").textContent).toContain(
    "1 of 2 fit. The rest is yours to decide; the API would not stop it.",
  );
  expect(items[1]).toContain("An e-mail address is not verified: needs you");
  expect(items[1]).not.toContain("Both e-mail addresses are verified");
  expect(items[1]).toContain("No API error: your duty");
});

test("says the worse of both when the API would refuse and the reader must decide", () => {
  show("same-issuer", "verified-emails");
  expect(screen.getByRole("alert").textContent).toContain("0 of 2 fit. The API would refuse");
});
