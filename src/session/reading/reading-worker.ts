import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import type { Judgement } from "#linking/use-cases/judgement.ts";
import { FILE_LIMIT } from "#reader/bytes.ts";
import type { Found, Reading, Unread } from "#reader/found.ts";
import { readInput } from "#reader/read-input.ts";
import type { ReadingMessage, ReadingRequest } from "./messages.ts";

const TOO_LARGE: Unread = {
  reason: "too-large",
  place: { start: 0, end: 0, line: 1, layers: [] },
};

/** As many as the page takes in within some milliseconds. */
const PART = 20;

self.addEventListener("message", ({ data }: MessageEvent<ReadingRequest>) => {
  read(data).then(tellReading, (error: unknown) =>
    tell({ kind: "failed", message: String(error) }),
  );
});

async function read({ input }: ReadingRequest): Promise<Reading> {
  // Not even looked into: such a file may not fit into memory at all.
  if (typeof input !== "string" && input.size > FILE_LIMIT)
    return { found: [], unread: [TOO_LARGE] };
  const source = typeof input === "string" ? input : new Uint8Array(await input.arrayBuffer());
  return await readInput(source, { onProgress });
}

function onProgress(done: number, total: number): void {
  tell({ kind: "progress", done, total });
}

function tellReading({ found, unread }: Reading): void {
  for (let at = 0; at < found.length; at += PART) {
    const part = found.slice(at, at + PART);
    tell({ kind: "part", found: part, judgements: part.flatMap(judge) });
  }
  tell({ kind: "done", unread });
}

function judge(found: Found): readonly Judgement[] {
  const isCall = found.kind === "request" || found.kind === "call";
  return isCall ? [judgeExchange(found.exchange)] : [];
}

function tell(message: ReadingMessage): void {
  self.postMessage(message, {});
}
