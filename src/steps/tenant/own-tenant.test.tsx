// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { OwnTenant } from "./own-tenant.tsx";

afterEach(cleanup);

function show(change: { isOwn?: boolean; refusal?: string | null }) {
  const onChoose = vi.fn((_choice: { domain: string; clientId: string }) => change.refusal ?? null);
  const onForget = vi.fn<() => void>();
  render(
    <OwnTenant
      isOwn={change.isOwn ?? false}
      values={[{ field: "Allowed Web Origins", value: "http://localhost:5173" }]}
      onChoose={onChoose}
      onForget={onForget}
    />,
  );
  return { onChoose, onForget };
}

test("says what to enter in the dashboard first", () => {
  show({});
  expect(screen.getByText("Allowed Web Origins").nextElementSibling?.textContent).toContain(
    "http://localhost:5173",
  );
});

test("hands over what was typed, also by the Enter key", async () => {
  const { onChoose } = show({});
  await userEvent.type(screen.getByLabelText("Domain"), "example.eu.auth0.com");
  await userEvent.type(screen.getByLabelText("Client ID"), "mine{Enter}");
  expect(onChoose).toHaveBeenCalledExactlyOnceWith({
    domain: "example.eu.auth0.com",
    clientId: "mine",
  });
  expect(screen.queryByRole("alert")).toBeNull();
});

test("announces a refusal, ties it to the domain, and keeps what was typed", async () => {
  show({ refusal: "Enter a domain without a path." });
  const domain = screen.getByLabelText<HTMLInputElement>("Domain");
  expect(domain.hasAttribute("aria-describedby")).toBe(false);
  await userEvent.type(domain, "example.com/x");
  await userEvent.click(screen.getByRole("button", { name: "Use this tenant" }));
  const alert = screen.getByRole("alert");
  expect(alert.textContent).toBe("Enter a domain without a path.");
  expect(domain.getAttribute("aria-describedby")).toBe(alert.id);
  expect(domain.value).toBe("example.com/x");
});

test("leads back to the built-in tenant from another one only", async () => {
  const { onForget, onChoose } = show({ isOwn: true });
  await userEvent.click(screen.getByRole("button", { name: "Back to the built-in tenant" }));
  expect(onForget).toHaveBeenCalledOnce();
  expect(onChoose).not.toHaveBeenCalled();
  cleanup();
  show({ isOwn: false });
  expect(screen.queryByRole("button", { name: "Back to the built-in tenant" })).toBeNull();
});
