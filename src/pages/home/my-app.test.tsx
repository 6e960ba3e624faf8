// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { act } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { readMyApp, type MyAppAddress } from "#session/my-app-address.ts";
import { MyApp } from "./my-app.tsx";

afterEach(cleanup);

const NO_CODE: Promise<ReadonlyMap<string, string>> = Promise.resolve(new Map());

/** Shows what follows the answers of an address, and gives what is answered then. */
async function show(search: string) {
  const onAnswer = vi.fn<(address: MyAppAddress) => void>();
  await act(async () => {
    render(
      <MyApp
        address={readMyApp(search)}
        isAnswered={false}
        loadCode={() => NO_CODE}
        onAnswer={onAnswer}
      />,
    );
    await NO_CODE;
  });
  return onAnswer;
}

const verdict = () => screen.getByRole("status", { name: "Verdict" }).textContent;

test("says that it is affected before all is answered, and what is missing", async () => {
  await show("?token=id");
  expect(verdict()).toContain("Affected");
  expect(verdict()).toContain("Two answers are missing to say what to change.");
  expect(screen.queryByText("What to change")).toBeNull();
});

test("tells the row before the library is named, and asks for it to show the code", async () => {
  await show("?token=current-user&body=user_id");
  expect(verdict()).toContain("Affected");
  expect(verdict()).toContain("One answer is missing to say what to change.");
  expect(verdict()).toContain("Row 3");
});

test("shows what the guide says twice of row 7", async () => {
  await show("?token=current-user&body=link_with&library=auth0-js");
  expect(verdict()).toContain("Not affected");
  expect(verdict()).toContain("The guide says two things.");
  expect(verdict()).toContain("Nothing has to change.");
});

test("shows what is sent, where the code is not known, and the flow that is said", async () => {
  const onAnswer = await show("?token=id&body=none&library=http");
  expect(screen.getByRole("region", { name: /Send A’s access token/ }).textContent).toContain(
    "+   &audience=https://{yourDomain}/api/v2/",
  );
  await userEvent.click(screen.getByRole("checkbox", { name: /implicit flow/ }));
  expect(onAnswer).toHaveBeenCalledWith(expect.objectContaining({ grant: "implicit" }));
});

test("takes an answer, and clears them all", async () => {
  const onAnswer = await show("?token=id");
  await userEvent.click(screen.getByRole("radio", { name: "A server" }));
  expect(onAnswer).toHaveBeenLastCalledWith(readMyApp("?token=id&library=server"));
  await userEvent.click(screen.getByRole("button", { name: "Clear the answers" }));
  expect(onAnswer).toHaveBeenLastCalledWith(readMyApp(""));
});
