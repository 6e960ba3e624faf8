import { expect, test } from "vitest";
import type { LabStep } from "#linking/labs/lab.ts";
import { openLab } from "#test/support/labs.ts";
import { createLabPlayer } from "./lab-player.ts";

type Step = LabStep<string[]>;

const step = (run: Step["run"]): Step => ({
  does: "does something.",
  login: null,
  expects: "success",
  planned: [],
  run,
});

/** A player of these steps, which share a list. */
function open(...steps: readonly Step[]) {
  const { session } = openLab();
  const player = createLabPlayer(session, "lab-test", () => ({ lab: Array.of<string>(), steps }));
  return { session, player };
}

/** Something to wait for, and how to end the wait. */
function gate() {
  const ends: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => void ends.push(resolve));
  return { opened, open: () => ends.forEach((end) => end()) };
}

test("plays step after step, and each works on what the others made", async () => {
  const { player } = open(
    step(async (lab) => void lab.push("made")),
    step(async (lab) => ({ tone: "ok", text: lab.join() })),
  );
  await player.play(async () => undefined);
  expect(player.state()).toMatchObject({
    outcomes: [
      { tone: "note", text: "done" },
      { tone: "ok", text: "made" },
    ],
    isPlaying: false,
  });
  await player.startAgain(() => undefined);
  expect(player.state().performance.lab).toEqual([]);
});

test("stops playing after an outcome that the step did not announce", async () => {
  const { player } = open(
    step(async () => ({ tone: "bad", text: "409, not as expected", isUnexpected: true })),
    step(async () => undefined),
  );
  await player.play(async () => undefined);
  expect(player.state().outcomes).toHaveLength(1);
});

test("stays at what cannot be put back, and says why", async () => {
  const { player } = open(step(async () => undefined));
  await player.step();
  await player.startAgain(() => Promise.reject(new Error("The tenant is gone.")));
  expect(player.state()).toMatchObject({
    outcomes: [{ text: "done" }],
    finding: { id: "unexpected", says: "The tenant is gone." },
  });
});

test("a step that was taken while everything is put back belongs to what is over", async () => {
  const [tidied, stepped] = [gate(), gate()];
  const { player } = open(step(() => stepped.opened));
  const again = player.startAgain(() => tidied.opened);
  // It goes, since nothing else is under way.
  await Promise.resolve();
  const stepping = player.step();
  tidied.open();
  await again;
  stepped.open();
  await stepping;
  expect(player.state()).toMatchObject({ outcomes: [], finding: null });
});
