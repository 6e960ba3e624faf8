import { ProtocolError } from "./errors.ts";

/** The part of `fetch` that this project needs; the wire log passes in one that records. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** A request that can be shown before it is sent. */
export type HttpRequest = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/**
 * Sends a request exactly as it was shown.
 *
 * @throws ProtocolError `no_answer` when the network, CORS or the server gave no response; `stopped`
 *   when its signal ended the wait
 */
export async function sendRequest(fetch: Fetch, request: HttpRequest): Promise<Response> {
  try {
    return await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
  } catch (cause) {
    const code = isAbort(cause) ? "stopped" : "no_answer";
    throw new ProtocolError(code, `no answer to ${request.method} ${request.url}`, { cause });
  }
}

/** Whether somebody ended the wait, by an `AbortSignal`. @see DOM standard, AbortError */
export function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}

/**
 * Reads a JSON body as untrusted data.
 *
 * @throws ProtocolError `not_json`; `no_answer` when it broke off; `stopped` when a signal ended the
 *   wait for the rest of it
 */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      throw new ProtocolError("not_json", `the answer (${response.status}) is not JSON`, { cause });
    }
    const code = isAbort(cause) ? "stopped" : "no_answer";
    throw new ProtocolError(code, `the answer (${response.status}) broke off`, { cause });
  }
}
