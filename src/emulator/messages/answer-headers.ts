/** What no header has in it, or it could end there: RFC 9110 section 5.5. */
const FORBIDDEN = /[^\t\u0020-\u007e\u0080-\u00ff]/;

/**
 * The headers of one answer, from the first handler that has something to say to the last: what the tenant
 * and Hono use of `Headers`. Names are lower-case, and keep the order in which they came.
 */
export class AnswerHeaders {
  readonly #values = new Map<string, string>();
  #cookies: readonly string[] = [];

  get(name: string): string | null {
    const key = name.toLowerCase();
    if (key === COOKIE) return this.#cookies.length === 0 ? null : this.#cookies.join(", ");
    return this.#values.get(key) ?? null;
  }

  /** @throws TypeError when the value cannot be sent */
  set(name: string, value: string): void {
    const key = name.toLowerCase();
    requireSendable(value);
    if (key === COOKIE) this.#cookies = [value];
    else this.#values.set(key, value);
  }

  /** @throws TypeError when the value cannot be sent */
  append(name: string, value: string): void {
    const before = this.get(name);
    requireSendable(value);
    if (name.toLowerCase() === COOKIE) this.#cookies = [...this.#cookies, value];
    else this.set(name, before === null ? value : `${before}, ${value}`);
  }

  delete(name: string): void {
    const key = name.toLowerCase();
    if (key === COOKIE) this.#cookies = [];
    else this.#values.delete(key);
  }

  keys(): IterableIterator<string> {
    return new Map(this).keys();
  }

  /** Each cookie by itself, as they are sent. */
  [Symbol.iterator](): IterableIterator<[string, string]> {
    const cookies = this.#cookies.map((cookie): [string, string] => [COOKIE, cookie]);
    return [...this.#values, ...cookies].values();
  }
}

const COOKIE = "set-cookie";

function requireSendable(value: string): void {
  if (FORBIDDEN.test(value)) throw new TypeError("no header has such a character");
}
