import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Need } from "#linking/walkthrough/progress.ts";
import type { Busy, Wish } from "./presses.ts";
import { createTurns, NO_TURNS, type Press, type TurnState } from "./turns.ts";
import { createWaits } from "./waits.ts";

beforeEach(() => void vi.useFakeTimers());

afterEach(() => void vi.useRealTimers());

/** Turns, what they show, and what happened in which order. */
function open(lackOf: (wish: Wish) => Need | null = () => null) {
  const happened: string[] = [];
  const ends = new Map<string, () => void>();
  const waits = createWaits();
  let state: TurnState = NO_TURNS;
  const turns = createTurns({ publish: (next) => (state = next), lackOf, waits });

  /** Presses; the work lasts until it is stopped or ended by its name. */
  function press(busy: Busy, more: Partial<Press> & { step?: string; isDeaf?: boolean } = {}) {
    const { step = busy, isDeaf = false, ...ways } = more;
    return turns.press({
      wish: { busy, step },
      work: () => {
        happened.push(`${busy} begins`);
        return new Promise((resolve) => {
          const end = () => {
            happened.push(`${busy} ends`);
            resolve();
          };
          ends.set(busy, end);
          if (!isDeaf) waits.signal().addEventListener("abort", end, { once: true });
        });
      },
      ...ways,
    });
  }

  return {
    turns,
    waits,
    happened,
    press,
    state: () => state,
    line: () => state.line.map(({ busy }) => busy),
    end: async (busy: Busy) => {
      ends.get(busy)?.();
      await vi.advanceTimersByTimeAsync(0);
    },
    settle: () => vi.advanceTimersByTimeAsync(0),
  };
}

test("runs what was pressed in the order of the presses, and shows what waits", async () => {
  const { press, happened, line, end, state } = open();
  const gone = [press("reading"), press("linking"), press("unlinking")];
  expect(line()).toEqual(["reading", "linking", "unlinking"]);
  expect(state().busy).toBe("reading");
  expect(happened).toEqual(["reading begins"]);
  await end("reading");
  await end("linking");
  await end("unlinking");
  await expect(Promise.all(gone)).resolves.toEqual([true, true, true]);
  expect(happened.filter((what) => what.endsWith("begins"))).toEqual([
    "reading begins",
    "linking begins",
    "unlinking begins",
  ]);
  expect(state()).toEqual(NO_TURNS);
});

test("prepares inside the click what goes or waits, and drops it where its turn never comes", async () => {
  const { press, turns, end } = open();
  const spies = { atOnce: vi.fn<() => void>(), drop: vi.fn<() => void>() };
  void press("reading");
  const popup = press("popup", spies);
  expect(spies.atOnce).toHaveBeenCalledOnce();
  turns.stopIn("popup");
  await expect(popup).resolves.toBe(false);
  expect(spies.drop).toHaveBeenCalledOnce();

  void press("popup", spies);
  await end("reading");
  expect(spies.atOnce).toHaveBeenCalledTimes(2);
  expect(spies.drop).toHaveBeenCalledOnce();
});

test("a cancel takes back what waits in a step, and leaves what runs", async () => {
  const { press, turns, line, happened } = open();
  void press("reading", { step: "changes" });
  void press("linking", { step: "link" });
  turns.stopIn("link");
  expect(line()).toEqual(["reading"]);
  turns.stopIn("changes");
  await vi.advanceTimersByTimeAsync(0);
  expect(happened).toEqual(["reading begins", "reading ends"]);
  expect(line()).toEqual([]);
});

test("does not begin what lacks something when its turn comes, and says what", async () => {
  const there = new Set<Need>(["primary"]);
  const { press, state, end, happened } = open(({ busy }) =>
    busy === "linking" && !there.has("primary") ? "primary" : null,
  );
  const drop = vi.fn<() => void>();
  void press("starting-over");
  const linking = press("linking", { drop });
  there.clear();
  await end("starting-over");
  await expect(linking).resolves.toBe(false);
  expect(happened).not.toContain("linking begins");
  expect(drop).toHaveBeenCalledOnce();
  expect(state()).toMatchObject({
    busy: null,
    notice: { kind: "lacks", wanted: { busy: "linking" }, needs: "primary" },
  });
});

test("an interrupt stops what runs, takes back what waits, and goes once that has ended", async () => {
  const { press, happened, line, settle } = open();
  const putBacks: (() => void)[] = [];
  void press("reading", {
    work: () => {
      happened.push("reading begins");
      return new Promise((resolve) => {
        putBacks.push(() => {
          happened.push("reading has put back");
          resolve();
        });
      });
    },
    stop: () => void happened.push("reading is stopped"),
  });
  const waiting = press("linking");
  void press("logging-out");
  await expect(waiting).resolves.toBe(false);
  expect(line()).toEqual(["reading", "logging-out"]);
  for (const putBack of putBacks) putBack();
  await settle();
  expect(happened).toEqual([
    "reading begins",
    "reading is stopped",
    "reading has put back",
    "logging-out begins",
  ]);
});

test("what was ended sends nothing more, and what comes next can", async () => {
  const { press, waits, end } = open();
  void press("reading", { isDeaf: true });
  const { signal } = waits;
  void press("starting-over");
  expect(signal().aborted).toBe(true);
  await expect(waits.orStopped(Promise.resolve())).rejects.toMatchObject({ code: "stopped" });
  await end("reading");
  expect(signal().aborted).toBe(false);
});

test("goes all the same where what was ended cannot put things back", async () => {
  const { press, happened, line, end } = open();
  void press("use-cases", { isDeaf: true });
  void press("logging-out");
  await vi.advanceTimersByTimeAsync(4999);
  expect(happened).toEqual(["use-cases begins"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(happened).toEqual(["use-cases begins", "logging-out begins"]);
  await end("use-cases");
  expect(line()).toEqual(["logging-out"]);
});

test("says what is open, one thing at a time, and forgets it when that has ended", async () => {
  const { press, state, happened, end } = open();
  const atOnce = vi.fn<() => void>();
  void press("popup", { step: "secondary" });
  const first = press("leaving", { step: "primary", atOnce });
  expect(state().notice).toMatchObject({ wanted: { busy: "leaving" }, open: { busy: "popup" } });
  const second = press("linking", { atOnce });
  await expect(first).resolves.toBe(false);
  expect(state().notice).toMatchObject({ wanted: { busy: "linking" } });
  await end("popup");
  await expect(second).resolves.toBe(false);
  expect(state()).toEqual(NO_TURNS);
  expect(happened).toEqual(["popup begins", "popup ends"]);
  expect(atOnce).not.toHaveBeenCalled();
});

test("ends what is open for what was pressed, and opens nothing before that has ended", async () => {
  const { press, turns, state, happened, end } = open();
  const atOnce = vi.fn<() => void>();
  void press("popup", { step: "secondary", isDeaf: true });
  const second = press("popup", { step: "primary", atOnce });
  turns.goOnInstead();
  expect(state().notice).toBeNull();
  expect(atOnce).not.toHaveBeenCalled();
  happened.length = 0;
  const [{ step } = { step: "" }] = state().line;
  expect(step).toBe("secondary");
  await end("popup");
  expect(atOnce).toHaveBeenCalledOnce();
  expect(happened).toEqual(["popup ends", "popup begins"]);
  await end("popup");
  await expect(second).resolves.toBe(true);
});

test("does nothing where the reader leaves it, and nothing is in the way any more", async () => {
  const { press, turns, state, happened } = open();
  void press("use-cases");
  const pressed = press("linking");
  turns.dismiss();
  await expect(pressed).resolves.toBe(false);
  expect(state()).toMatchObject({ busy: "use-cases", notice: null });
  turns.goOnInstead();
  expect(happened).toEqual(["use-cases begins"]);
});

test("takes back what a page asked for that the reader has left", async () => {
  const { press, turns, line, state } = open();
  void press("reading");
  const step = press("lab", { step: "lab-attack" });
  turns.takeBack("lab-attack");
  await expect(step).resolves.toBe(false);
  expect(line()).toEqual(["reading"]);

  void press("popup");
  const refused = press("lab", { step: "lab-attack" });
  turns.takeBack("lab-attack");
  await expect(refused).resolves.toBe(false);
  expect(state().notice).toBeNull();
});

test("a failure is handed to whoever pressed, and the next goes", async () => {
  const { press, line } = open();
  const failing = press("reading", { work: () => Promise.reject(new Error("no")) });
  void press("linking");
  await expect(failing).rejects.toThrow("no");
  expect(line()).toEqual(["linking"]);
});
