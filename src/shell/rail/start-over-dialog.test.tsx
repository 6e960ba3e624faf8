// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { StartOverDialog } from "./start-over-dialog.tsx";

afterEach(cleanup);

function show(canResetTenant: boolean) {
  const onStartOver = vi.fn<(resets: boolean) => void>();
  function Asking() {
    const [isOpen, setIsOpen] = useState(false);
    return (
      <>
        <button onClick={() => setIsOpen(true)}>Ask</button>
        <StartOverDialog
          isOpen={isOpen}
          canResetTenant={canResetTenant}
          onStartOver={(resets) => {
            setIsOpen(false);
            onStartOver(resets);
          }}
          onKeep={() => setIsOpen(false)}
        />
      </>
    );
  }
  render(<Asking />);
  return onStartOver;
}

const ask = () => userEvent.click(screen.getByRole("button", { name: "Ask" }));
const forget = () => userEvent.click(screen.getByRole("button", { name: "Forget it all" }));
const resetBox = () => screen.queryByRole("checkbox", { name: /Put the tenant’s accounts back/ });

test("puts the tenant's accounts back unless the reader does not want it, each time anew", async () => {
  const onStartOver = show(true);
  await ask();
  await userEvent.click(resetBox()!);
  await forget();
  expect(onStartOver).toHaveBeenLastCalledWith(false);
  await ask();
  await forget();
  expect(onStartOver).toHaveBeenLastCalledWith(true);
});

test("offers no reset where the tenant has none", async () => {
  const onStartOver = show(false);
  await ask();
  expect(resetBox()).toBeNull();
  expect(screen.getByText(/what is linked stays linked/)).toBeTruthy();
  await forget();
  expect(onStartOver).toHaveBeenCalledExactlyOnceWith(false);
});

test("forgets nothing where the reader keeps it", async () => {
  const onStartOver = show(true);
  await ask();
  await userEvent.click(screen.getByRole("button", { name: "Keep it all" }));
  expect(onStartOver).not.toHaveBeenCalled();
  expect(screen.queryByRole("dialog")).toBeNull();
});
