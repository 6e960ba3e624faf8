import type { Arrival } from "#emulator/gate.ts";
import type { Tenant as Core } from "#emulator/index.ts";
import { LightResponse } from "#emulator/messages/light-response.ts";

/** What the control API answered: its JSON, and the cookies that it sets, as `Set-Cookie` has them. */
export type Asked = { body: unknown; cookies: readonly string[] };

/** Asks the control API of a tenant, without a socket. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Asked>;

/**
 * Makes the one way in which methods turn a tenant.
 * @param isOpen false once the tenant was closed
 */
export function createAsk(core: Pick<Core, "receive">, isOpen: () => boolean): Ask {
  return async (method, path, body) => {
    if (!isOpen()) throw new Error("The tenant is closed.");
    const text = body === undefined ? undefined : toJson(body, `${method} ${path}`);
    const answer = await core.receive(arrivalOf(method, path, text));
    const said = answer instanceof LightResponse ? answer.body : await answer.text();
    const told: unknown = said === null ? undefined : JSON.parse(said);
    if (answer.status >= 400) throw explain(told, `${method} ${path}`);
    const cookies = Array.from(answer.headers).filter(([name]) => name === "set-cookie");
    return { body: told, cookies: cookies.map(([, cookie]) => cookie) };
  };
}

/** What a host would make of it, without the cost of a `Request`. */
function arrivalOf(method: string, path: string, text: string | undefined): Arrival {
  const bytes = text === undefined ? undefined : new TextEncoder().encode(text);
  const headers = new Headers({ Host: "localhost", "Content-Type": "application/json" });
  if (bytes !== undefined) headers.set("Content-Length", String(bytes.length));
  const stream = () => new Blob(bytes === undefined ? [] : [bytes]).stream();
  return {
    method,
    target: `/_linklab/${path}`,
    headers,
    body: bytes === undefined ? null : { read: () => Promise.resolve(bytes), stream },
  };
}

/** JSON would make null of a number that is none, and so name another mistake than was made. */
function toJson(body: unknown, asked: string): string {
  try {
    return JSON.stringify(body, (name, value: unknown) => {
      if (typeof value === "number" && !Number.isFinite(value))
        throw new TypeError(`${name}: JSON has no ${value}`);
      return value;
    });
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split("\n") : [];
    throw new TypeError(`linklab: ${asked}: ${reason}`, { cause: error });
  }
}

/** A refusal as one line: what was asked, what is wrong, and where. */
function explain(refusal: unknown, asked: string): Error {
  const read = (name: string): string => {
    const value: unknown =
      typeof refusal === "object" && refusal !== null ? Reflect.get(refusal, name) : undefined;
    return typeof value === "string" ? ` ${value}` : "";
  };
  return new Error(`linklab: ${asked}:${read("message")}${read("detail")}`);
}

/** What the tenant answered. Its types are held by the tests of the package. */
export async function readAnswer<Answer>(asked: Promise<Asked>): Promise<Answer> {
  const { body: answer } = await asked;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own tenant, in this process
  return answer as Answer;
}
