import { isAbort } from "#protocol/http.ts";
import type { Actor } from "./event.ts";
import { capitalised } from "./headers.ts";
import type { Lane } from "./lane.ts";
import type { WireLog } from "./log.ts";

/** Which requests are logged, and for whom. */
export type RecordOptions = {
  readonly origin: string;
  /** Whose login the next request serves, asked at the time of the request. */
  readonly actor: () => Actor | null;
  /** Where the next request is sent from, asked as well; the page itself where nothing is told. */
  readonly from?: () => Lane;
};

/**
 * Wraps `fetch` so that requests to one origin are logged before they are sent and when they end.
 * Other requests pass through untouched. Of an opaque answer (`no-cors`) nothing is known but that it
 * came.
 */
export function recordFetch(
  fetch: typeof globalThis.fetch,
  log: WireLog,
  options: RecordOptions,
): typeof globalThis.fetch {
  return async function recordedFetch(input, init) {
    // Of the URL only: making a request of another one uses up its body.
    const { url } = new Request(input instanceof Request ? input.url : input);
    if (new URL(url).origin !== options.origin) return await fetch(input, init);
    const request = new Request(input, init);
    const id = log.start({
      actor: options.actor(),
      ...(options.from && { from: options.from() }),
      kind: "http",
      method: request.method,
      url: request.url,
      headers: capitalised(request.headers),
      body: request.body === null ? null : await request.clone().text(),
    });
    try {
      const response = await fetch(request);
      if (response.type === "opaque") {
        log.end(id, { state: "answered" });
        return response;
      }
      log.end(id, {
        state: response.ok ? "answered" : "refused",
        status: response.status,
        headers: capitalised(response.headers),
        body: await response.clone().text(),
      });
      return response;
    } catch (error) {
      log.end(id, { state: isAbort(error) ? "cancelled" : "no-answer" });
      throw error;
    }
  };
}
