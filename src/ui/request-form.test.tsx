// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { RequestForm, type EditableParameter } from "./request-form.tsx";

afterEach(cleanup);

const PARAMETERS: readonly EditableParameter[] = [
  { name: "client_id", value: "linklab-spa", help: "The application." },
  { name: "prompt", value: "", options: ["", "login"], help: "Asks again." },
  { name: "redirect_uri", value: "http://localhost/callback", isFixed: true, help: "Fixed." },
  { name: "login_hint", value: "", help: "Fills in the e-mail address." },
];

function show() {
  const onChange = vi.fn<(name: string, value: string) => void>();
  render(
    <RequestForm
      title="The request"
      method="GET"
      path="/authorize"
      host="localhost:5180"
      parameters={PARAMETERS}
      onChange={onChange}
    />,
  );
  return { onChange };
}

test("prints the request as it will be sent", () => {
  show();
  const form = screen.getByRole("region", { name: "The request" });
  expect(form.textContent).toContain("GET /authorize");
  expect(form.textContent).toContain("Host: localhost:5180");
  expect(within(form).getByLabelText<HTMLInputElement>("?client_id=").value).toBe("linklab-spa");
  expect(within(form).getByLabelText<HTMLSelectElement>("&prompt=").value).toBe("");
});

test("edits a text by its label", () => {
  const { onChange } = show();
  fireEvent.change(screen.getByLabelText("?client_id="), { target: { value: "other" } });
  expect(onChange).toHaveBeenCalledExactlyOnceWith("client_id", "other");
});

test("edits a choice by its label, and calls an empty one not sent", async () => {
  const { onChange } = show();
  const select = screen.getByLabelText("&prompt=");
  expect(
    within(select)
      .getAllByRole("option")
      .map((option) => option.textContent),
  ).toEqual(["not sent", "login"]);
  await userEvent.selectOptions(select, "login");
  expect(onChange).toHaveBeenCalledExactlyOnceWith("prompt", "login");
});

test("lets nobody edit what is fixed", async () => {
  const { onChange } = show();
  const input = screen.getByLabelText<HTMLInputElement>("&redirect_uri=");
  expect(input.readOnly).toBe(true);
  await userEvent.type(input, "x");
  expect(onChange).not.toHaveBeenCalled();
});

test("says of an empty text that it is not sent", () => {
  show();
  expect(screen.getByLabelText<HTMLInputElement>("&login_hint=").placeholder).toBe("not sent");
});

test.each(PARAMETERS)("describes $name by its help", ({ name, help }) => {
  show();
  const input = screen.getByLabelText(new RegExp(`^[?&]${name}=$`));
  const description = document.getElementById(input.getAttribute("aria-describedby") ?? "");
  expect(description?.textContent).toBe(help);
});

function shown(): string[] {
  return PARAMETERS.filter(({ help }) => "shown" in screen.getByText(help).dataset).map(
    ({ name }) => name,
  );
}

test("shows one help at a time, of the field that was last in use", async () => {
  show();
  expect(shown()).toEqual([]);
  await userEvent.click(screen.getByLabelText("&login_hint="));
  expect(shown()).toEqual(["login_hint"]);
  await userEvent.tab({ shift: true });
  expect(shown()).toEqual(["redirect_uri"]);
  await userEvent.click(document.body);
  expect(shown()).toEqual(["redirect_uri"]);
});
