import { capitalised } from "./headers.ts";
import type { ToldBody } from "./kept-text.ts";
import type { WireEnd, WireLog } from "./log.ts";
import { quietly } from "./quietly.ts";
import { toldText } from "./read-body.ts";
import { isRecorded, type RecordOptions } from "./record-fetch.ts";

const DONE = 4;

const NO_TEXT: ToldBody = { text: "", missing: "no text" };

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
 * untouched. Whatever goes wrong in the log, the caller gets what the browser gives.
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
        if (this.readyState === DONE) this.#finish();
      });
    }

    override open(...args: OpenArguments): void {
      // As they came: a third argument that is `undefined` would make the request synchronous.
      if (args.length === 2) super.open(...args);
      else super.open(...args);
      // Opening it again gives up what it waited for, without an event.
      this.#end({ state: "cancelled" });
      const [method, url] = args;
      this.#request =
        quietly(() => ({
          method: method.toUpperCase(),
          url: absolute(url),
          headers: new Headers(),
        })) ?? null;
      this.#isAborted = false;
    }

    override setRequestHeader(name: string, value: string): void {
      super.setRequestHeader(name, value);
      quietly(() => this.#request?.headers.append(name, value));
    }

    override send(body?: Parameters<XMLHttpRequest["send"]>[0]): void {
      const before = this.#id;
      if (this.#request !== null && isRecorded(options, this.#request.url)) {
        const { method, url, headers } = this.#request;
        const id = quietly(() =>
          log.start({
            actor: options.actor(),
            ...(options.from && { from: options.from() }),
            kind: "http",
            method,
            url: url.href,
            headers: capitalised(headers),
            body: toldRequest(body),
          }),
        );
        this.#id = id ?? null;
      }
      try {
        super.send(body);
      } catch (error) {
        this.#end({ state: "no-answer" });
        // What was sent before is still under way.
        this.#id = before;
        throw error;
      }
    }

    override abort(): void {
      this.#isAborted = true;
      super.abort();
    }

    #finish(): void {
      if (this.status === 0) this.#end({ state: this.#isAborted ? "cancelled" : "no-answer" });
      else {
        this.#end({
          state: this.status >= 200 && this.status < 300 ? "answered" : "refused",
          status: this.status,
          headers: quietly(() => capitalised(headersOf(this.getAllResponseHeaders()))) ?? {},
          body: quietly(() => toldAnswer(this)) ?? { text: "", missing: "could not be read" },
        });
      }
    }

    #end(end: WireEnd): void {
      const id = this.#id;
      this.#id = null;
      if (id !== null) quietly(() => log.end(id, end));
    }
  };
}

function absolute(url: string | URL): URL {
  return URL.canParse(url) ? new URL(url) : new URL(url, location.href);
}

function toldRequest(body: unknown): ToldBody | null {
  if (body === null || body === undefined) return null;
  if (typeof body === "string") return toldText(body);
  return body instanceof URLSearchParams ? toldText(body.toString()) : NO_TEXT;
}

function toldAnswer(xhr: XMLHttpRequest): ToldBody {
  if (xhr.responseType === "json") return toldText(JSON.stringify(xhr.response));
  const isText = xhr.responseType === "" || xhr.responseType === "text";
  return isText ? toldText(xhr.responseText) : NO_TEXT;
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
