import type { AnswerHeaders } from "./answer-headers.ts";

/**
 * An answer that no stream or `Response` was made for, since making and reading those costs a server more
 * than everything that is asked before it. It is what Hono and the tenant use of one.
 */
export class LightResponse {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: string | null;
  /** Tells Hono that there is nothing to copy when a header is added. */
  readonly bodyUsed = true;

  constructor(body: string | null, status: number, headers: AnswerHeaders) {
    this.body = body;
    this.status = status;
    this.headers = headers;
  }

  /** For handlers, whose type asks for a `Response`: `toResponse` makes it one where it leaves the tenant. */
  asResponse(): Response {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    return this as unknown as Response;
  }
}

/** A true `Response`, for those who are no host of ours. */
export function toResponse(answer: Response | LightResponse): Response {
  if (!(answer instanceof LightResponse)) return answer;
  const { body, status, headers } = answer;
  return new Response(body, { status, headers: [...headers] });
}
