import { expect, test, vi } from "vitest";
import { createWireLog } from "#wire/log.ts";
import { logRun } from "./log-run.ts";

function open() {
  const log = createWireLog({ now: () => 0 });
  const setActor = vi.fn<(actor: string | null) => void>();
  const setLane = vi.fn<(lane: string) => void>();
  return { log, setActor, setLane, ports: { control: null, log, setActor, setLane } };
}

const RUN = { step: "link", expects: "success", actor: "A" } as const;

test.each(["it is done", "it fails"])("a run is over when %s", async (how) => {
  const { ports, log, setActor, setLane } = open();
  const running = logRun(ports, RUN, async (run) => {
    expect(log.underWay()).toBe(run);
    expect(setActor).toHaveBeenLastCalledWith("A");
    if (how === "it fails") throw new TypeError("failed");
    return "done";
  });
  if (how === "it fails") await expect(running).rejects.toThrow("failed");
  else expect(await running).toBe("done");
  expect(log.underWay()).toBeNull();
  expect(setActor).toHaveBeenLastCalledWith(null);
  expect(setLane).toHaveBeenLastCalledWith("app");
});

test("goes on with the run that left the page", async () => {
  const { ports, log } = open();
  const begun = log.begin({ step: "primary", expects: "success" });
  expect(await logRun(ports, { ...RUN, begun }, async (run) => run)).toBe(begun);
  expect(log.underWay()).toBeNull();
});
