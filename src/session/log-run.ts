import type { Actor } from "#wire/event.ts";
import type { RunStart } from "#wire/log.ts";
import type { SessionPorts } from "./session-core.ts";
import { noteTenantSide } from "./tenant-notes.ts";

/** What a run is in the wire log, and for whose account. */
type LoggedRun = RunStart & {
  readonly actor: Actor | null;
  /** The number of the run that it goes on with, where a page came back to it. */
  readonly begun?: number | null;
};

/**
 * Does something as one run of the wire log: begins it, and finishes it whatever comes of it, with the
 * tenant's side of its answers where the tenant tells.
 *
 * @param work is given the run's number, for what explains it
 */
export async function logRun<T>(
  ports: Pick<SessionPorts, "control" | "log" | "setActor" | "setLane">,
  { step, expects, actor, begun = null }: LoggedRun,
  work: (run: number) => Promise<T>,
): Promise<T> {
  const { log, setActor, setLane } = ports;
  setActor(actor);
  const run = begun ?? log.begin({ step, expects });
  try {
    return await work(run);
  } finally {
    log.finish(run);
    setActor(null);
    setLane("app");
    // Nothing waits for it, and nothing fails with it.
    noteTenantSide(ports, run).catch(() => undefined);
  }
}
