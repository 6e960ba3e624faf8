import type { Tenant as Core } from "#emulator/index.ts";

/** Asks the control API of a tenant, without a socket. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Response>;

/**
 * Makes the one way in which methods turn a tenant.
 * @param isOpen false once the tenant was closed
 */
export function createAsk(core: Pick<Core, "fetch">, isOpen: () => boolean): Ask {
  return async (method, path, body) => {
    if (!isOpen()) throw new Error("The tenant is closed.");
    const response = await core.fetch(
      new Request(`http://localhost/_linklab/${path}`, {
        method,
        headers: { "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    if (!response.ok) throw await explain(response, `${method} ${path}`);
    return response;
  };
}

/** A refusal as one line: what was asked, what is wrong, and where. */
async function explain(response: Response, asked: string): Promise<Error> {
  const refusal: unknown = await response.json();
  const read = (name: string): string => {
    const value: unknown =
      typeof refusal === "object" && refusal !== null ? Reflect.get(refusal, name) : undefined;
    return typeof value === "string" ? ` ${value}` : "";
  };
  return new Error(`linklab: ${asked}:${read("message")}${read("detail")}`);
}

/** What the tenant answered. Its types are held by the tests of the package. */
export async function readAnswer<Answer>(response: Promise<Response>): Promise<Answer> {
  const answer: unknown = await (await response).json();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own tenant, in this process
  return answer as Answer;
}
