import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Express } from "express";
import { APP_ORIGIN } from "./tenant.ts";

/** Serves an app where the tenant knows it to be. */
export async function serveApp(app: Express): Promise<Server> {
  const server = createServer(app).listen(Number(new URL(APP_ORIGIN).port), "localhost");
  await once(server, "listening");
  return server;
}

export async function stopApp(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}
