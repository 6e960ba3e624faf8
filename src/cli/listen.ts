import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { CommandError } from "#scripts/setup.mjs";

/** Answers a request. */
type Handler = (request: Request) => Response | Promise<Response>;

/** A port that is taken, and answers 503 until it is told how to answer. */
export type Door = {
  readonly origin: string;
  open: (handler: Handler) => void;
  close: () => Promise<void>;
};

/**
 * Listens on loopback only: 127.0.0.1 and, where it exists, ::1, because a browser may try either for
 * `localhost`. Port 0 takes one that is free on both.
 * @throws the system's error, its `code` `EADDRINUSE` when the port is taken
 */
export async function listen(port: number): Promise<Door> {
  let current = unavailable;
  const answer: RequestListener = (request, response) => current(request, response);
  const servers = [await bind(port, "127.0.0.1", answer)];
  const close = async () => void (await Promise.all(servers.map(stop)));
  const address = servers[0]?.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  try {
    servers.push(await bind(taken, "::1", answer));
  } catch (error) {
    if (!["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(codeOf(error))) {
      await close();
      throw error;
    }
  }
  return {
    origin: `http://localhost:${taken}`,
    open(handler) {
      const respond = getRequestListener(handler, { overrideGlobalObjects: false });
      current = (request, response) => void respond(request, response);
    },
    close,
  };
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

const unavailable: RequestListener = (_, response) => void response.writeHead(503).end();

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

async function bind(port: number, host: string, listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  return server;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
