import { isAbort } from "#protocol/http.ts";
import { cutAfter, MOST_KEPT, type ToldBody } from "./kept-text.ts";

/** How long an answer waits for the log to read it. */
const LONGEST_WAIT_MS = 1000;

const UNREADABLE: ToldBody = { text: "", missing: "could not be read" };

/**
 * Reads a copy of a body for the log: no more of it than is kept, and for no longer than a caller can
 * wait. Never throws; what is missing is said in words.
 */
export async function readBody(message: Request | Response): Promise<ToldBody> {
  try {
    const type = message.headers.get("Content-Type") ?? "";
    if (/^text\/event-stream\b/i.test(type)) return { text: "", missing: "a stream, not read" };
    const { body } = message.clone();
    return body === null ? { text: "", missing: null } : await readStream(body);
  } catch {
    return UNREADABLE;
  }
}

async function readStream(body: ReadableStream<Uint8Array>): Promise<ToldBody> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let missing: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<"too late">((resolve) => {
    timer = setTimeout(() => resolve("too late"), LONGEST_WAIT_MS);
  });
  try {
    while (missing === null) {
      const next = await Promise.race([reader.read(), tooLate]);
      if (next === "too late") missing = `not read after ${LONGEST_WAIT_MS / 1000} s`;
      else if (next.done) break;
      else {
        chunks.push(next.value.subarray(0, MOST_KEPT.body + 1 - size));
        size += next.value.byteLength;
        if (size > MOST_KEPT.body) missing = cutAfter(MOST_KEPT.body);
      }
    }
  } catch (error) {
    missing = isAbort(error) ? "stopped here" : "broke off here";
  } finally {
    clearTimeout(timer);
    // Its other copy is the caller's and goes on; this one would keep all that comes.
    if (missing !== null) reader.cancel().catch(() => undefined);
  }
  return told(chunks, missing);
}

function told(chunks: readonly Uint8Array[], missing: string | null): ToldBody {
  // A character that is cut in half is no fault of the text.
  const isCut = missing !== null;
  try {
    return toldText(decoded(chunks, new TextDecoder("utf-8", { fatal: true }), isCut), missing);
  } catch {
    return toldText(decoded(chunks, new TextDecoder(), isCut), missing ?? "not all of it is UTF-8");
  }
}

function decoded(chunks: readonly Uint8Array[], decoder: TextDecoder, isCut: boolean): string {
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
  return isCut ? text : text + decoder.decode();
}

/** A text for the log. What is no text is not shown, as no secret would be found in it. */
export function toldText(text: string, missing: string | null = null): ToldBody {
  return text.includes("\0") ? { text: "", missing: "no text" } : { text, missing };
}
