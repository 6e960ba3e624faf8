import { judgeExchange } from "#linking/use-cases/judge-exchange.ts";
import { FILE_LIMIT } from "#reader/bytes.ts";
import type { Reading, Unread } from "#reader/found.ts";
import { readInput, type TextReaders } from "#reader/read-input.ts";
import type { JudgedReading, ReadingMessage, ReadingRequest } from "./messages.ts";

/** Recordings alone are read here; of a text it is said that nothing in it is known. */
const RECORDINGS_ALONE: TextReaders = {
  readText: ({ length }) => ({
    found: [],
    unread: [{ reason: "nothing-known", place: { start: 0, end: length, line: 1, layers: [] } }],
  }),
  mayHoldCall: () => false,
  readCode: () => Promise.resolve([]),
};

const TOO_LARGE: Unread = {
  reason: "too-large",
  place: { start: 0, end: 0, line: 1, layers: [] },
};

self.addEventListener("message", ({ data }: MessageEvent<ReadingRequest>) => {
  read(data).then(tell, (error: unknown) => tell({ kind: "failed", message: String(error) }));
});

async function read({ input }: ReadingRequest): Promise<ReadingMessage> {
  // Not even looked into: such a file may not fit into memory at all.
  if (typeof input !== "string" && input.size > FILE_LIMIT)
    return { kind: "done", ...judge({ found: [], unread: [TOO_LARGE] }) };
  const source = typeof input === "string" ? input : new Uint8Array(await input.arrayBuffer());
  const reading = await readInput(source, { readers: RECORDINGS_ALONE, onProgress });
  return { kind: "done", ...judge(reading) };
}

function onProgress(done: number, total: number): void {
  tell({ kind: "progress", done, total });
}

function judge(reading: Reading): JudgedReading {
  const judgements = reading.found.flatMap((found) =>
    found.kind === "request" || found.kind === "call" ? [judgeExchange(found.exchange)] : [],
  );
  return { reading, judgements };
}

function tell(message: ReadingMessage): void {
  self.postMessage(message, {});
}
