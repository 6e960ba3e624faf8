import { isAbort } from "#protocol/http.ts";
import type { Actor } from "./event.ts";
import { capitalised } from "./headers.ts";
import type { Lane } from "./lane.ts";
import type { WireLog } from "./log.ts";
import { quietly } from "./quietly.ts";
import { readBody } from "./read-body.ts";

/** Which requests are logged, and for whom. */
export type RecordOptions = {
  readonly origin: string;
  /** Where the tenant's API is, if it is elsewhere. */
  readonly apiOrigin?: string;
  /** Whose login the next request serves, asked at the time of the request. */
  readonly actor: () => Actor | null;
  /** Where the next request is sent from, asked as well; the page itself where nothing is told. */
  readonly from?: () => Lane;
};

/**
 * Wraps `fetch` so that requests to one tenant are logged before they are sent and when they end.
 * Other requests pass through untouched. Of an opaque answer (`no-cors`) nothing is known but that it
 * came. Whatever goes wrong in the log, the caller gets what `fetch` gives, and soon: an answer waits
 * for no more of its body than is logged.
 */
export function recordFetch(
  fetch: typeof globalThis.fetch,
  log: WireLog,
  options: RecordOptions,
): typeof globalThis.fetch {
  return async function recordedFetch(input, init) {
    const request = requestTo(options, input, init);
    if (request === null) return await fetch(input, init);
    const id = await start(request, log, options);
    let response: Response;
    try {
      response = await fetch(request);
    } catch (error) {
      quietly(() => log.end(id, { state: isAbort(error) ? "cancelled" : "no-answer" }));
      throw error;
    }
    await end(response, log, id);
    return response;
  };
}

/** Whether a request to this address is one to log. */
export function isRecorded({ origin, apiOrigin }: RecordOptions, url: URL): boolean {
  return url.origin === origin || url.origin === apiOrigin;
}

/** The request, where it is one to log; `null` for others, and for what `fetch` will refuse. */
function requestTo(
  options: RecordOptions,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Request | null {
  try {
    // Of the URL only: making a request of another one uses up its body.
    const { url } = new Request(input instanceof Request ? input.url : input);
    return isRecorded(options, new URL(url)) ? new Request(input, init) : null;
  } catch {
    return null;
  }
}

/** @returns the event, or a number that is none */
async function start(request: Request, log: WireLog, options: RecordOptions): Promise<number> {
  const body = request.body === null ? null : await readBody(request);
  return (
    quietly(() =>
      log.start({
        actor: options.actor(),
        ...(options.from && { from: options.from() }),
        kind: "http",
        method: request.method,
        url: request.url,
        headers: capitalised(request.headers),
        body,
      }),
    ) ?? 0
  );
}

/** Logs what is known of an answer; its body may break off, its status came. */
async function end(response: Response, log: WireLog, id: number): Promise<void> {
  const { type, ok, status, headers } = response;
  if (type === "opaque" || type === "opaqueredirect") {
    quietly(() => log.end(id, { state: "answered" }));
    return;
  }
  const body = await readBody(response);
  const state = ok ? "answered" : "refused";
  quietly(() => log.end(id, { state, status, headers: capitalised(headers), body }));
}
