import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Tenant } from "#emulator/tenant.ts";

const FORBIDDEN = new Set(["TRACE", "TRACK", "CONNECT"]);

/**
 * Fits a tenant to the adapter of Hono for Node: its request only looks like one, so that
 * `new Request(request)` does not take it, and it does not know network errors (`Response.error()`).
 * @param find the tenant, once there is one
 */
export function adapt(find: () => Tenant | undefined) {
  return async (
    { url, method, headers, body }: Request,
    { outgoing }: { outgoing: { destroy: () => unknown } },
  ): Promise<Response> => {
    // A Request cannot have these methods: fetch forbids them.
    if (FORBIDDEN.has(method)) return new Response(null, { status: 405 });
    const init = { method, headers, body, ...(body === null ? {} : { duplex: "half" }) };
    const response = await find()?.fetch(new Request(url, init));
    if (response?.type !== "error") return response ?? new Response(null, { status: 503 });
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  };
}
