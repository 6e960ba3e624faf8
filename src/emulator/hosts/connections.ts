import { createServer as createHttpServer, STATUS_CODES } from "node:http";
import type {
  IncomingHttpHeaders,
  IncomingMessage,
  Server,
  ServerOptions,
  ServerResponse,
} from "node:http";
import type { Duplex, Readable } from "node:stream";
import type { Arrival } from "#emulator/gate.ts";
import type { ArrivedHeaders } from "#emulator/messages/light-request.ts";
import { LightResponse } from "#emulator/messages/light-response.ts";
import { Overloaded } from "#emulator/lanes.ts";
import { bodyOf } from "./bodies.ts";
import { createLines, type Hold, type Lines } from "./lines.ts";
import type { Turn } from "./turns.ts";

/** Answers whatever a connection brings. `Response.error()` cuts the connection. */
export type Receive = (arrival: Arrival) => Promise<Response | LightResponse>;

/** Makes a server, of http or https. */
export type CreateServer = (options: ServerOptions) => Server;

/** A port that is taken. */
export type Doors = {
  port: number;
  /** Takes nothing new, and ends what is being answered within a second. */
  close: () => Promise<void>;
};

/** Milliseconds that answers in flight have when the doors close. */
const LAST_CALL = 1000;

/** Milliseconds in which a client may notice that the rest of its body is not wanted. */
const REST = 500;

/** Milliseconds in which nothing may pass a connection: longer than any latency that can be set. */
const SILENCE = 120_000;

/** Connections of a port at once. Beyond that the oldest is cut off: who still wants something comes again. */
const MOST_CONNECTIONS = 1000;

/**
 * Headers of a request. Browsers and libraries send some twenty; each takes much more memory than its bytes. Node
 * hands on 32 at a time, and of this number one more shows that some were left out.
 */
const MOST_HEADERS = 100;

/**
 * Listens on loopback, 127.0.0.1 and, where it exists, ::1, because a browser may try either for
 * `localhost`; or on a host alone. Port 0 takes one that is free on all. Everything that comes, broken or
 * not, is answered by `receive`: Node's own answers know neither our headers nor our rules.
 * @param createServer for another protocol than http
 * @throws the system's error, its `code` `EADDRINUSE` when the port is taken
 */
export async function openDoors(
  port: number,
  receive: Receive,
  host?: string,
  createServer: CreateServer = createHttpServer,
): Promise<Doors> {
  const sockets = new Set<Duplex>();
  const lines = createLines();
  const open = async (at: number, address: string) => {
    const server = createServer({ requireHostHeader: false, joinDuplicateHeaders: true });
    receiveBy(server, receive, sockets, lines);
    await listenAt(server, at, address);
    return server;
  };
  const servers = [await open(port, host ?? "127.0.0.1")];
  const address = servers[0]?.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  const close = async () => {
    // Node's own way to end them knows only those that speak HTTP already.
    const lastCall = setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, LAST_CALL);
    await Promise.all(servers.map(stop));
    clearTimeout(lastCall);
  };
  try {
    if (host === undefined) servers.push(await open(taken, "::1"));
  } catch (error) {
    if (!isMissing(error)) {
      await close();
      throw error;
    }
  }
  return { port: taken, close };
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT")
  );
}

/** @param sockets gets all that is connected, whatever it speaks so far */
function receiveBy(server: Server, receive: Receive, sockets: Set<Duplex>, lines: Lines): void {
  server.maxHeadersCount = MOST_HEADERS;
  server.setTimeout(SILENCE).on("connection", (socket: Duplex) => {
    const [oldest] = sockets;
    if (sockets.size >= MOST_CONNECTIONS && oldest !== undefined) {
      sockets.delete(oldest);
      oldest.destroy();
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!lines.take(incoming.socket)) {
      incoming.socket.destroy();
      return;
    }
    respond(server, receive, incoming, outgoing, lines).catch(() => outgoing.destroy());
  };
  server.on("request", answer).on("checkExpectation", answer);
  server.on("connect", (incoming, socket) => {
    // Node takes its own listener off, and an error that nobody listens to ends the process.
    socket.on("error", () => socket.destroy());
    const { method = "", url: target = "" } = incoming;
    const headers = new IncomingHeaders(incoming);
    respondOn(socket, receive, { method, target, headers, body: null }).catch(() =>
      socket.destroy(),
    );
  });
  server.on("clientError", (_, socket) => {
    respondOn(socket, receive, UNREADABLE).catch(() => socket.destroy());
  });
}

function listenAt(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // It stays: a connection that cannot be taken later, for want of files, ends nothing.
    server.on("error", reject).listen(port, host, resolve);
  });
}

function arrivalOf(incoming: IncomingMessage, lines: Lines, hold: Hold, turn: Turn): Arrival {
  if (incoming.rawHeaders.length > 2 * MOST_HEADERS) return UNREADABLE;
  return {
    method: incoming.method ?? "",
    target: incoming.url ?? "",
    headers: new IncomingHeaders(incoming),
    body: bodyOf(incoming, lines, hold, turn),
  };
}

/** Node has joined what came more than once, as `Headers` would. */
class IncomingHeaders implements ArrivedHeaders {
  readonly #headers: IncomingHttpHeaders;

  constructor({ headers }: IncomingMessage) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = this.#headers[name.toLowerCase()];
    return typeof value === "string" ? value : null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  *[Symbol.iterator](): IterableIterator<[string, string]> {
    for (const [name, value] of Object.entries(this.#headers))
      for (const one of [value ?? []].flat()) yield [name, one];
  }
}

async function respond(
  server: Server,
  receive: Receive,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  lines: Lines,
): Promise<void> {
  const { socket, method = "", url: target = "" } = incoming;
  const asked = weigh([target, ...incoming.rawHeaders]);
  lines.heads.add(socket, asked);
  const hold = lines.hold(asked, incoming.headers["transfer-encoding"] !== undefined);
  const turn = lines.turns.of(method, target, hold.end);
  let made = 0;
  try {
    const arrival = arrivalOf(incoming, lines, hold, turn);
    if (arrival.body === null || method === "GET" || method === "HEAD") {
      if (!hold.take(0)) throw new Overloaded();
      await turn.come();
    }
    const response = await receive(arrival).finally(hold.end);
    if (response instanceof LightResponse) made = response.body?.length ?? 0;
    if (isCut(response)) outgoing.destroy();
    else await send(response, asked, server, incoming, outgoing, lines);
  } finally {
    turn.end(made);
  }
}

/** @param asked bytes of headers that are kept for the request */
async function send(
  response: Response | LightResponse,
  asked: number,
  server: Server,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  lines: Lines,
): Promise<void> {
  const { socket } = incoming;
  // A file is counted before it is read: thousands may be, side by side.
  const said = Number(response.headers.get("Content-Length"));
  lines.answers.add(socket, said);
  const body = socket.destroyed ? "" : await bodyOfAnswer(response);
  const headers: string[] = [];
  for (const [name, value] of response.headers) headers.push(name, value);
  if (!server.listening) headers.push("Connection", "close");
  const length = Buffer.byteLength(body);
  const isSized = response.headers.get("Content-Length") !== null; // a file's answer is already
  if (!isSized && incoming.method !== "HEAD" && !BODILESS.has(response.status))
    headers.push("Content-Length", String(length));
  const head = asked + weigh(headers);
  lines.heads.add(socket, head - asked);
  lines.answers.add(socket, length - said);
  outgoing.writeHead(response.status, headers);
  outgoing.end(length === 0 ? undefined : body, () => {
    lines.finish(socket);
    lines.heads.take(socket, head);
    lines.answers.take(socket, length);
    if (!incoming.complete) leaveRest(restOf(incoming), () => socket.destroySoon());
  });
}

/** Bytes that headers take in memory: those of their texts, and some for each. */
function weigh(headers: readonly string[]): number {
  return headers.reduce((bytes, { length }) => bytes + length + 40, 0);
}

/** Statuses whose answers have no body, and say so by themselves (RFC 9110 section 8.6). */
const BODILESS = new Set([204, 304]);

/** Characters of a text that stays one. */
const SHORT = 4096;

/** Short text stays text: Node sends it in one piece with the headers. Bytes that wait for their reader fill no heap. */
function bodyOfAnswer(answer: Response | LightResponse): string | Uint8Array | Promise<Uint8Array> {
  if (answer instanceof LightResponse) {
    const text = answer.body ?? "";
    return text.length > SHORT ? Buffer.from(text) : text;
  }
  return answer.arrayBuffer().then((bytes) => new Uint8Array(bytes));
}

function isCut(answer: Response | LightResponse): boolean {
  return answer instanceof Response && answer.type === "error";
}

/**
 * Where the rest of a body is read. Behind one of known length the next request may come. One in pieces Node no longer
 * takes apart once somebody else listens to the bytes: pieces of one byte would keep it busy.
 */
function restOf(incoming: IncomingMessage): Readable {
  const { headers, socket } = incoming;
  if (headers["transfer-encoding"] === undefined) return incoming;
  return socket.on("data", () => undefined).removeAllListeners("data");
}

/** Reads for a moment what nobody asked for, so that the answer arrives, then ends what it comes from. */
function leaveRest(source: Readable, end: () => void): void {
  const timer = setTimeout(end, REST).unref();
  source.once("close", () => clearTimeout(timer)).resume();
}

/** What Node could not read. It has no Host, so the gate keeps it out. */
const UNREADABLE: Arrival = { method: "", target: "", headers: new Headers(), body: null };

/** Answers where Node has no answer to fill in. */
async function respondOn(socket: Duplex, receive: Receive, arrival: Arrival): Promise<void> {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const response = await receive({ ...arrival, body: null });
  const body = Buffer.from(await bodyOfAnswer(response)).toString();
  const headers = [...response.headers, ["Content-Length", String(Buffer.byteLength(body))]];
  socket.end(
    [
      `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ""}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
  // Nobody else ends it: Node has handed it over, and its client may stay.
  leaveRest(socket, () => socket.destroy());
}

function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  return closed;
}
