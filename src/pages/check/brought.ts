import type { Exchange } from "#linking/use-cases/exchange.ts";
import { decodeBytes } from "#reader/bytes.ts";
import { judgeCall, locate, type JudgedCall } from "#reader/judge-call.ts";
import type { JudgedReading } from "#session/reading/messages.ts";
import { createStore } from "#session/store.ts";

/** How far the reading of something came. */
export type ReadingState =
  | { readonly state: "reading"; readonly done: number; readonly total: number }
  | { readonly state: "read"; readonly read: JudgedReading }
  | { readonly state: "cancelled" | "failed" };

/** One thing that somebody brought: a pasted text, or a file. */
export type Brought = {
  readonly id: number;
  /** The file's name; `null` for what was pasted. */
  readonly name: string | null;
  /** To show excerpts of; `null` while unknown, and of what is too large to be shown. */
  readonly text: string | null;
  readonly progress: ReadingState;
  /** What somebody answered, by the number of the call in the reading. */
  readonly told: Readonly<Record<number, Exchange>>;
};

/** Reads a text or a file, away from the page's own thread. */
export type ReadBrought = (
  input: string | Blob,
  options: { signal: AbortSignal; onProgress: (done: number, total: number) => void },
) => Promise<JudgedReading>;

/** Larger texts are read, but no excerpts of them are shown. */
const SHOWN_LIMIT = 2 * 1024 * 1024;

/**
 * What was brought to this page. It stays in memory while the page is open, so that Back finds it again,
 * and is neither stored nor sent.
 */
export function createDesk(read: ReadBrought) {
  const store = createStore<readonly Brought[]>([]);
  const running = new Map<number, AbortController>();
  let lastId = 0;

  function change(id: number, part: Partial<Brought>): void {
    store.set(store.get().map((one) => (one.id === id ? { ...one, ...part } : one)));
  }

  async function start(id: number, input: string | Blob): Promise<void> {
    const control = new AbortController();
    running.set(id, control);
    try {
      const result = await read(input, {
        signal: control.signal,
        onProgress: (done, all) => {
          if (running.get(id) === control)
            change(id, { progress: { state: "reading", done, total: all } });
        },
      });
      const text = await textOf(input);
      if (running.get(id) === control)
        change(id, { text, progress: { state: "read", read: result } });
    } catch {
      if (running.get(id) === control)
        change(id, { progress: { state: control.signal.aborted ? "cancelled" : "failed" } });
    } finally {
      if (running.get(id) === control) running.delete(id);
    }
  }

  function add(input: string | Blob, name: string | null): void {
    lastId += 1;
    const total = typeof input === "string" ? input.length : input.size;
    const progress = { state: "reading", done: 0, total } as const;
    store.set([...store.get(), { id: lastId, name, text: null, progress, told: {} }]);
    void start(lastId, input);
  }

  function remove(id: number): void {
    running.get(id)?.abort();
    running.delete(id);
    store.set(store.get().filter((one) => one.id !== id));
  }

  return {
    store,
    /** Takes the place of what was pasted before. */
    paste(text: string): void {
      for (const { id, name } of store.get()) if (name === null) remove(id);
      if (text.trim() !== "") add(text, null);
    },
    addFiles(files: Iterable<File>): void {
      for (const file of files) add(file, file.name);
    },
    remove,
    cancel(id: number): void {
      running.get(id)?.abort();
    },
    /** Adds to what was said of a call. */
    tell(id: number, call: number, gives: Exchange): void {
      const one = store.get().find((candidate) => candidate.id === id);
      if (one === undefined) return;
      change(id, { told: { ...one.told, [call]: { ...one.told[call], ...gives } } });
    },
    /** Takes back what was said of a call. */
    forget(id: number, call: number): void {
      const one = store.get().find((candidate) => candidate.id === id);
      if (one === undefined) return;
      const { [call]: _, ...told } = one.told;
      change(id, { told });
    },
  };
}

/** What was brought, and what can be done with it. */
export type Desk = ReturnType<typeof createDesk>;

/** The text that places are counted in: of a file as the reader decodes it. */
async function textOf(input: string | Blob): Promise<string | null> {
  if (typeof input === "string") return input.length > SHOWN_LIMIT ? null : input;
  if (input.size > SHOWN_LIMIT) return null;
  const decoded = await decodeBytes(new Uint8Array(await input.arrayBuffer()));
  return "text" in decoded && decoded.text.length <= SHOWN_LIMIT ? decoded.text : null;
}

/** A call of what was brought, with its number in the reading. */
export type NumberedCall = { readonly index: number; readonly judged: JudgedCall };

/** The calls of a reading with their judgements; where somebody answered a question, with that. */
export function callsOf(
  { reading, judgements }: JudgedReading,
  told: Brought["told"],
): readonly NumberedCall[] {
  const calls: NumberedCall[] = [];
  for (const [index, found] of reading.found.entries()) {
    if (found.kind !== "request" && found.kind !== "call") continue;
    const judgement = judgements[calls.length];
    const answer = told[index];
    const isKnown = answer === undefined && judgement !== undefined;
    calls.push({ index, judged: isKnown ? locate(found, judgement) : judgeCall(found, answer) });
  }
  return calls;
}
