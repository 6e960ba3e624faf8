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
 * @throws ProtocolError `no_answer` when the network, CORS or the server gave no response
 */
export async function sendRequest(fetch: Fetch, request: HttpRequest): Promise<Response> {
  try {
    return await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
    });
  } catch (cause) {
    throw new ProtocolError("no_answer", `no answer to ${request.method} ${request.url}`, {
      cause,
    });
  }
}

/**
 * Reads a JSON body as untrusted data.
 *
 * @throws ProtocolError `not_json`
 */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new ProtocolError("not_json", `the answer (${response.status}) is not JSON`, { cause });
  }
}
