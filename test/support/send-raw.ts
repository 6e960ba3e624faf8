import { once } from "node:events";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { Arrival } from "#emulator/gate.ts";

/** Sends what no `Request` can say: any target, any method, any `Host` or none. */
export async function sendRaw(
  issuer: string,
  { method, target, headers }: Arrival,
): Promise<Response> {
  const outgoing = request({
    host: "127.0.0.1",
    port: new URL(issuer).port,
    method,
    path: target,
    setHost: false,
    headers: Object.fromEntries(headers),
  });
  outgoing.end();
  const [incoming]: IncomingMessage[] = await once(outgoing, "response");
  if (incoming === undefined) throw new Error("no response came");
  const answered = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct))
    for (const value of values ?? []) answered.append(name, value);
  const { statusCode: status = 0 } = incoming;
  const body = await text(incoming);
  return new Response(body === "" ? null : body, { status, headers: answered });
}
