import { afterAll, describe, expect, test } from "vitest";
import { findBrowserThere } from "#scripts/browser.ts";
import { TEST_JWKS } from "#test/support/tenant.ts";
import { CONTRACT } from "./cases.ts";
import { holdContract, play, time } from "./hold-contract.ts";
import { hostWorker, keepKeys } from "./worker/browser.ts";
import { CannotBeSent, lackOfCase } from "./worker/lacks.ts";
import { renderLeftOut, type LeftOut } from "./worker/left-out.ts";
import { overWorker } from "./worker/reach.ts";

const browser = await findBrowserThere();
if (browser === undefined)
  test("the worker", ({ skip }) =>
    skip("No Chromium or Chrome was found to play in: set CHROMIUM_PATH."));
else await holdInWorker(browser);

async function holdInWorker(executablePath: string): Promise<void> {
  const { worker, close } = await hostWorker(executablePath);
  afterAll(close);
  await keepKeys(worker, TEST_JWKS);

  const leftOut: LeftOut[] = [];

  describe("the worker", () => {
    holdContract(overWorker(worker, time), async (world, one, { skip, task }) => {
      try {
        const lack = lackOfCase(one);
        if (lack !== undefined) throw new CannotBeSent(lack);
        await play(world, one);
      } catch (error) {
        if (!(error instanceof CannotBeSent)) throw error;
        leftOut.push({ subject: task.suite?.name ?? "", title: one.title, lack: error.lack });
        skip(error.message);
      }
    });

    test("the docs list the cases that no page can send, and no other; --update writes them anew", async () => {
      const all = CONTRACT.flatMap(([, cases]) => cases).length;
      await expect(renderLeftOut(leftOut, all)).toMatchFileSnapshot(
        "../../docs/contract-in-the-worker.md",
      );
    });
  });
}
