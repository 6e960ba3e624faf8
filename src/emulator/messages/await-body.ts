import type { Context } from "hono";
import { LightRequest } from "./light-request.ts";

/**
 * Keeps out larger bodies, and waits for the others: whoever sends one slowly is judged by what is so when
 * it is there, not by what was so when it began.
 * @param most bytes
 * @param refuse throws
 */
export async function awaitBody(
  c: Context,
  most: number,
  refuse: (c: Context) => never,
): Promise<void> {
  const { raw } = c.req;
  if (raw instanceof LightRequest) {
    if (raw.length > most) refuse(c);
    await raw.bytes();
  } else if (raw.body !== null) {
    const reader = raw.body.getReader();
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > most) refuse(c);
      pieces.push(value);
    }
    c.req.raw = new Request(raw, { method: raw.method, body: new Blob(pieces) });
  }
}
