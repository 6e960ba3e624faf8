import { admitArrival, LOOPBACK_NAMES } from "#emulator/gate.ts";
import type { Admission } from "#emulator/gate.ts";
import { openDoors } from "#emulator/hosts/connections.ts";
import { defer } from "#emulator/hosts/deferred.ts";
import { CommandError } from "#scripts/setup.mjs";

/** Answers what came, kept out by the gate or not. */
type Handler = (admission: Admission) => Response | Promise<Response>;

/** A port that is taken. What comes waits until it is told how to answer. */
export type Door = {
  readonly origin: string;
  open: (handler: Handler) => void;
  close: () => Promise<void>;
};

/**
 * Listens on loopback only, and lets in who calls it by a name of loopback, or by one that is given. Port 0
 * takes one that is free.
 * @throws the system's error, its `code` `EADDRINUSE` when the port is taken
 */
export async function listen(port: number, names: readonly string[] = []): Promise<Door> {
  const { promise: opened, resolve: open } = defer<Handler>();
  const allowed = new Set([...LOOPBACK_NAMES, ...names]);
  const doors = await openDoors(port, async (arrival) =>
    (await opened)(admitArrival(arrival, allowed)),
  );
  return { origin: `http://localhost:${doors.port}`, open, close: doors.close };
}

/**
 * Starts something that listens on `port`, and says in one line which `flag` helps when it is taken.
 * With port 0 it starts again if a port was free on one loopback address only.
 */
export async function startOn<Started>(
  port: number,
  flag: string,
  start: (port: number) => Promise<Started>,
  attempts = 5,
): Promise<Started> {
  try {
    return await start(port);
  } catch (error) {
    const code = codeOf(error);
    if (code === "EADDRINUSE" && port === 0 && attempts > 1)
      return startOn(port, flag, start, attempts - 1);
    if (code === "EADDRINUSE")
      throw new CommandError(`Port ${port} is taken. Choose another with ${flag}.`);
    if (code === "EACCES")
      throw new CommandError(`Port ${port} may not be used. Choose another with ${flag}.`);
    throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
