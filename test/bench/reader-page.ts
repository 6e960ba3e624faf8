import { readInWorker } from "#session/reading/read-in-worker.ts";

/** What judging a recording took. */
export type Judged = {
  /** From the press to the answer: start of the worker, reading of the file, judgement. */
  readonly ms: number;
  readonly judgements: number;
  readonly unread: number;
  /** The longest task of the page's own thread meanwhile; 0 where none was over 50 ms. */
  readonly longestTask: number;
};

/** What the benchmark asks the page for. */
export type Bench = {
  judge: () => Promise<Judged>;
  /** The time of `JSON.parse` alone, in milliseconds. */
  parse: () => Promise<number>;
  /** From the abort to the end of the wait, in milliseconds. The abort comes when something was read. */
  cancel: () => Promise<number>;
};

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = { judge, parse, cancel };

function recording(): File {
  const file = document.querySelector("input")?.files?.[0];
  if (file === undefined) throw new Error("no recording was given");
  return file;
}

async function judge(): Promise<Judged> {
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) =>
    tasks.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ type: "longtask" });
  const begin = performance.now();
  const { reading, judgements } = await readInWorker(recording());
  const ms = performance.now() - begin;
  // A task is told after it has ended.
  await new Promise((resolve) => {
    setTimeout(resolve, 200);
  });
  observer.disconnect();
  return {
    ms,
    unread: reading.unread.length,
    judgements: judgements.length,
    longestTask: Math.max(0, ...tasks),
  };
}

async function parse(): Promise<number> {
  const text = await recording().text();
  const begin = performance.now();
  const value: unknown = JSON.parse(text);
  const ms = performance.now() - begin;
  if (typeof value !== "object") throw new Error("no recording");
  return ms;
}

async function cancel(): Promise<number> {
  const stop = new AbortController();
  let aborted = 0;
  const onProgress = () => {
    aborted = performance.now();
    stop.abort(new Error("cancelled"));
  };
  try {
    await readInWorker(recording(), { signal: stop.signal, onProgress });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    return performance.now() - aborted;
  }
  throw new Error("it ended before it could be cancelled");
}
