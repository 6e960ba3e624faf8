import type { Judgement } from "#linking/use-cases/judgement.ts";
import type { Found } from "#reader/found.ts";
import type { JudgedReading, ReadingMessage, ReadingRequest } from "./messages.ts";
import { readerScript } from "#session/script-urls.ts";

/** Starts a worker on a request; gives what ends it. */
export type StartWorker = (
  request: ReadingRequest,
  tell: (message: ReadingMessage) => void,
) => () => void;

/** How reading can be watched and ended. */
export type ReadingOptions = {
  readonly signal?: AbortSignal;
  /** Bytes so far, and all. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly startWorker?: StartWorker;
};

/**
 * Reads and judges a file or a text in a worker of its own, so that the page stays free. An abort ends
 * the worker at once, wherever it is, and with it what it held.
 *
 * @throws what the signal was aborted with, or an error when the worker cannot start or fails
 */
export async function readInWorker(
  input: Blob | string,
  { signal, onProgress, startWorker = startModule }: ReadingOptions = {},
): Promise<JudgedReading> {
  signal?.throwIfAborted();
  const found: Found[] = [];
  const judgements: Judgement[] = [];
  const stops: (() => void)[] = [];
  try {
    return await new Promise((resolve, reject) => {
      const abort = () => reject(signal?.reason);
      signal?.addEventListener("abort", abort);
      const terminate = startWorker({ input }, (message) => {
        switch (message.kind) {
          case "progress":
            onProgress?.(message.done, message.total);
            break;
          case "part":
            found.push(...message.found);
            judgements.push(...message.judgements);
            break;
          case "done":
            resolve({ reading: { found, unread: message.unread }, judgements });
            break;
          case "failed":
            reject(new Error(message.message));
        }
      });
      stops.push(terminate, () => signal?.removeEventListener("abort", abort));
    });
  } finally {
    for (const stop of stops) stop();
  }
}

const startModule: StartWorker = (request, tell) => {
  const worker = new Worker(readerScript(), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<ReadingMessage>) => tell(data));
  worker.addEventListener("error", ({ message }) =>
    tell({ kind: "failed", message: message || "the worker did not start" }),
  );
  worker.postMessage(request, []);
  return () => worker.terminate();
};
