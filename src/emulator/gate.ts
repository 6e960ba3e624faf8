import { LightRequest } from "#emulator/messages/light-request.ts";
import type { ArrivedBody, ArrivedHeaders } from "#emulator/messages/light-request.ts";

/** What a connection brought, before anybody knows whether it is a request. */
export type Arrival = {
  method: string;
  /** The second word of the request line: a path, an absolute address, or anything else. */
  target: string;
  headers: ArrivedHeaders;
  body: ArrivedBody | null;
};

/** What keeps an arrival out: the name it calls this computer by, its address, or its method. */
export type GateRefusal = "host" | "target" | "method";

/** What is known of an arrival that was kept out. */
export type Refused = {
  by: GateRefusal;
  method: string;
  /** Without a query, so that it can be logged. */
  path: string;
};

/** An arrival as a handler gets it: one that was kept out still has to be answered by a rule. */
export type Admission = {
  request: Request;
  refused: Refused | undefined;
};

/** The names of this computer that no page elsewhere can have. */
export const LOOPBACK_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Characters of an address, as Node has it. A browser has no such limit, and whoever leads it here none either. */
const LONGEST_TARGET = 16_384;

/** Methods that fetch forbids, so that no `Request` has them. */
const FORBIDDEN = new Set(["CONNECT", "TRACE", "TRACK"]);

/** Those that somebody offers. */
const USUAL = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Lets in what is a request for one of these names. A page that binds its own name to this computer (DNS
 * rebinding) sends that name, and stays out.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export function admitArrival(arrival: Arrival, names: ReadonlySet<string>): Admission {
  const { method, headers, body, target } = arrival;
  if (target.length > LONGEST_TARGET) return keepOut({ ...arrival, target: "/" }, "target");
  if (FORBIDDEN.has(method.toUpperCase())) return keepOut(arrival, "method");
  const host = headers.get("Host") ?? "";
  // A backslash in front of the query would be read as a slash.
  const own = /^[^?]*\\/.test(target) ? undefined : readAddress(host, target);
  const isOwn = target.startsWith("/") || target === "*";
  const url = isOwn ? own : readAbsolute(target);
  if (own === undefined || url === undefined) return keepOut(arrival, "target");
  if (!names.has(own.hostname) || !names.has(url.hostname)) return keepOut(arrival, "host");
  const sent = method === "GET" || method === "HEAD" ? null : body;
  try {
    const isSized =
      sent === null || (headers.has("Content-Length") && !headers.has("Transfer-Encoding"));
    const request =
      isSized && USUAL.has(method)
        ? new LightRequest(method, url.href, headers, sent).asRequest()
        : makeRequest(arrival, url, sent);
    return { request, refused: undefined };
  } catch {
    return keepOut(arrival, "method");
  }
}

/** A true `Request`: it knows which methods there are, and how to read a body of unknown length. */
function makeRequest({ method, headers }: Arrival, url: URL, body: ArrivedBody | null): Request {
  const init = body === null ? {} : { body: body.stream(), duplex: "half" };
  return new Request(url, { method, headers: new Headers([...headers]), ...init });
}

/** The same for what is a `Request` already: its address can be read, but may be long, or have another name. */
export function admitRequest(request: Request, names: ReadonlySet<string>): Admission {
  const { method, url } = request;
  if (url.length > LONGEST_TARGET) return keepOut({ method, target: "/" }, "target");
  const { hostname, pathname: path } = new URL(url);
  const host = request.headers.get("Host");
  const authority = host === null ? undefined : readAddress(host);
  if (names.has(hostname) && (host === null || names.has(authority?.hostname ?? "")))
    return { request, refused: undefined };
  return { request, refused: { by: "host", method, path } };
}

function keepOut(
  { method, target }: Pick<Arrival, "method" | "target">,
  by: GateRefusal,
): Admission {
  const [, path = ""] = /^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(target) ?? [];
  const address = `http://localhost${path.startsWith("/") ? path : "/"}`;
  return {
    request: new Request(URL.canParse(address) ? address : "http://localhost/"),
    refused: { by, method, path },
  };
}

/** The address of a path at the host of this name. A long one of many letters takes long to read, and is none of ours. */
function readAddress(host: string, target = ""): URL | undefined {
  if (!/^[^\s/?#@\\]{1,300}$/.test(host)) return undefined;
  return parse(`http://${host}${target.startsWith("/") ? target : "/"}`);
}

function readAbsolute(target: string): URL | undefined {
  if (/^\w+:[\\/]*[^\\/]{300}/.test(target)) return undefined;
  const url = parse(target);
  const isPlain = url?.username === "" && url.password === "";
  return isPlain && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** Parsed once: to ask first whether that can be done would do it twice. */
function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
