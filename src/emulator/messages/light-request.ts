/** Headers that came, as far as anybody asks for them. */
export type ArrivedHeaders = Pick<Headers, "get" | "has"> & Iterable<[string, string]>;

/** A body that came, or is still to come. Nothing of it is read before somebody asks. */
export type ArrivedBody = {
  /** All of it. Rejects when the connection ends before it does. */
  read: () => Promise<Uint8Array<ArrayBuffer>>;
  stream: () => ReadableStream<Uint8Array>;
};

/**
 * A request that no `Request` was made for: it is what Hono and the tenant use of one. Its body, if it has
 * one, is as long as `Content-Length` says.
 */
export class LightRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: ArrivedHeaders;
  readonly #body: ArrivedBody | null;

  constructor(method: string, url: string, headers: ArrivedHeaders, body: ArrivedBody | null) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.#body = body;
  }

  /** Bytes of the body, if it has one. */
  get length(): number {
    return this.#body === null ? 0 : Number(this.headers.get("Content-Length"));
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#body === null ? new Uint8Array() : this.#body.read();
  }

  /** For handlers, whose type asks for a `Request`. What they do not use is not there. */
  asRequest(): Request {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    return this as unknown as Request;
  }
}
