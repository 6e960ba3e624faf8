// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { StartOver } from "./start-over.tsx";

afterEach(cleanup);

async function ask() {
  const onStartOver = vi.fn<() => void>();
  render(<StartOver isOffered onStartOver={onStartOver} />);
  expect(isAsking()).toBe(false);
  await userEvent.click(screen.getByRole("button", { name: "Start over" }));
  expect(isAsking()).toBe(true);
  expect(onStartOver).not.toHaveBeenCalled();
  return onStartOver;
}

function isAsking(): boolean {
  return document.querySelector("dialog")?.open ?? false;
}

test("forgets the walkthrough once the reader said so", async () => {
  const onStartOver = await ask();
  await userEvent.click(screen.getByText("Forget it all"));
  expect(onStartOver).toHaveBeenCalledOnce();
  expect(isAsking()).toBe(false);
});

test("keeps the walkthrough where the reader goes on", async () => {
  const onStartOver = await ask();
  await userEvent.click(screen.getByText("Go on"));
  expect(onStartOver).not.toHaveBeenCalled();
  expect(isAsking()).toBe(false);
});

test("is not there before there is something to forget", () => {
  render(<StartOver isOffered={false} onStartOver={() => {}} />);
  expect(screen.queryByRole("button")).toBeNull();
});
