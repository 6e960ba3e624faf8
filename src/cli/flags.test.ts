import { expect, test, vi } from "vitest";
import { readFlags } from "./flags.ts";

const COMMAND = {
  name: "npm run it --",
  does: "Does it.",
  flags: [
    { name: "port", value: "PORT", says: "Where." },
    { name: "loud", says: "Whether." },
  ],
};

test("help names each option with its value, and itself", () => {
  const showHelp = vi.fn<(text: string) => void>();
  readFlags(["--help"], COMMAND, showHelp);
  expect(showHelp.mock.calls).toEqual([
    [
      `npm run it -- [options]

Does it.

  --port PORT  Where.
  --loud       Whether.
  --help       Says this, and nothing is started.`,
    ],
  ]);
});

test("no help is shown that nobody asked for", () => {
  const showHelp = vi.fn<(text: string) => void>();
  expect(readFlags(["--loud"], COMMAND, showHelp).has("loud")).toBe(true);
  expect(showHelp).not.toHaveBeenCalled();
});
