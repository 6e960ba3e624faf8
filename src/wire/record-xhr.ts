import { capitalised } from "./headers.ts";
import type { WireLog } from "./log.ts";
import type { RecordOptions } from "./record-fetch.ts";

const DONE = 4;

type OpenArguments =
  | [method: string, url: string | URL]
  | [
      method: string,
      url: string | URL,
      isAsync: boolean,
      name?: string | null | undefined,
      word?: string | null | undefined,
    ];

/**
 * An `XMLHttpRequest` whose requests to one origin are logged before they are sent and when they
 * end: auth0.js uses it for the Management API and for a tenant's keys. Other requests pass through
 * untouched.
 *
 * @see https://xhr.spec.whatwg.org/
 */
export function recordXhr(
  Base: typeof XMLHttpRequest,
  log: WireLog,
  options: RecordOptions,
): typeof XMLHttpRequest {
  return class RecordedXhr extends Base {
    #request: { method: string; url: URL; headers: Headers } | null = null;
    #id: number | null = null;
    #isAborted = false;

    constructor() {
      super();
      // The first listener of all, so that the log knows the answer before the caller acts on it.
      this.addEventListener("readystatechange", () => {
        if (this.readyState === DONE) this.#end();
      });
    }

    override open(...args: OpenArguments): void {
      // As they came: a third argument that is `undefined` would make the request synchronous.
      if (args.length === 2) super.open(...args);
      else super.open(...args);
      const [method, url] = args;
      this.#request = { method: method.toUpperCase(), url: absolute(url), headers: new Headers() };
      this.#id = null;
      this.#isAborted = false;
    }

    override setRequestHeader(name: string, value: string): void {
      super.setRequestHeader(name, value);
      this.#request?.headers.append(name, value);
    }

    override send(body?: Parameters<XMLHttpRequest["send"]>[0]): void {
      if (this.#request?.url.origin === options.origin) {
        const { method, url, headers } = this.#request;
        this.#id = log.start({
          actor: options.actor(),
          ...(options.from && { from: options.from() }),
          kind: "http",
          method,
          url: url.href,
          headers: capitalised(headers),
          body: textOf(body),
        });
      }
      super.send(body);
    }

    override abort(): void {
      this.#isAborted = true;
      super.abort();
    }

    #end(): void {
      if (this.#id === null) return;
      if (this.status === 0) {
        log.end(this.#id, { state: this.#isAborted ? "cancelled" : "no-answer" });
        return;
      }
      log.end(this.#id, {
        state: this.status >= 200 && this.status < 300 ? "answered" : "refused",
        status: this.status,
        headers: capitalised(headersOf(this.getAllResponseHeaders())),
        body: bodyOf(this),
      });
    }
  };
}

function absolute(url: string | URL): URL {
  return URL.canParse(url) ? new URL(url) : new URL(url, location.href);
}

/** The body as text; what is no text is not shown. */
function textOf(body: unknown): string | null {
  if (typeof body === "string") return body;
  return body instanceof URLSearchParams ? body.toString() : null;
}

function bodyOf(xhr: XMLHttpRequest): string {
  if (xhr.responseType === "json") return JSON.stringify(xhr.response);
  return xhr.responseType === "" || xhr.responseType === "text" ? xhr.responseText : "";
}

function headersOf(text: string): [string, string][] {
  return text
    .split("\r\n")
    .filter((line) => line.includes(": "))
    .map((line) => [
      line.slice(0, line.indexOf(": ")).toLowerCase(),
      line.slice(line.indexOf(": ") + 2),
    ]);
}
