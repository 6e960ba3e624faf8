import type { IncomingMessage } from "node:http";
import { Overloaded } from "#emulator/lanes.ts";
import type { ArrivedBody } from "#emulator/messages/light-request.ts";
import type { Hold, Lines } from "./lines.ts";
import type { Turn } from "./turns.ts";

/** Pieces in which a body may come. Each is work, and may be as short as a byte. */
const MOST_PIECES = 4096;

/** Bytes of a body that are read before somebody asks. */
const AHEAD = 128 * 1024;

/**
 * Reads ahead what an ordinary request brings: its client may be gone before it is answered, and what it
 * asked for is done all the same. Of a larger body the rest stays with the client, until somebody asks. It is there when
 * its turn has come. Where there is no room for what it is made into, it rejects with `Overloaded`.
 */
export function bodyOf(
  incoming: IncomingMessage,
  lines: Lines,
  hold: Hold,
  turn: Turn,
): ArrivedBody | null {
  const { "content-length": length, "transfer-encoding": encoding } = incoming.headers;
  if (length === undefined && encoding === undefined) return null;
  const isOrdinary = length !== undefined && encoding === undefined && Number(length) <= AHEAD;
  const keeper = createKeeper(incoming, lines, hold, turn);
  if (!isOrdinary)
    return { read: () => readAll(incoming, keeper), stream: () => streamOf(incoming, keeper) };
  const ahead = readAll(incoming, keeper);
  ahead.catch(() => undefined); // whoever asks for it meets the same failure
  const stream = () =>
    new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(await ahead);
        controller.close();
      },
    });
  return { read: () => ahead, stream };
}

/** Joins what comes at once: kept as they are, pieces of one byte would take a hundred times as much. */
function createJoiner() {
  let [joined, length] = [new Uint8Array(0), 0];
  return {
    length: () => length,
    add: (piece: Uint8Array): void => {
      const needed = length + piece.length;
      if (needed > joined.length) {
        const grown = new Uint8Array(Math.max(needed, 2 * joined.length));
        grown.set(joined.subarray(0, length));
        joined = grown;
      }
      joined.set(piece, length);
      length = needed;
    },
    take: (): Uint8Array<ArrayBuffer> => {
      const taken = joined.subarray(0, length);
      [joined, length] = [new Uint8Array(0), 0];
      return taken;
    },
  };
}

/** Takes note of what comes of a body. */
type Keeper = {
  /** It is kept until all has come. */
  keep: (piece: Uint8Array) => void;
  /**
   * All has come. Only now it counts as in hand, and waits for its turn: whoever sends slowly would else keep others
   * out. Rejects with `Overloaded`.
   */
  finish: () => Promise<void>;
};

/** Bytes of memory for a value of JSON or of a form. */
const VALUE = 100;
const OPENERS = new TextEncoder().encode("{[,&");

function createKeeper(incoming: IncomingMessage, lines: Lines, hold: Hold, turn: Turn): Keeper {
  const { socket } = incoming;
  let [kept, pieces, weight] = [0, 0, 0];
  const end = () => {
    lines.bodies.take(socket, kept);
    kept = 0;
  };
  incoming.once("end", end).once("close", end);
  return {
    keep(piece) {
      kept += piece.length;
      pieces += 1;
      if (pieces > MOST_PIECES) socket.destroy();
      lines.bodies.add(socket, piece.length);
      weight += 4 * piece.length;
      for (const byte of piece) if (OPENERS.includes(byte)) weight += VALUE;
    },
    async finish() {
      if (!hold.take(weight)) throw new Overloaded();
      await turn.come();
    },
  };
}

function readAll(incoming: IncomingMessage, keeper: Keeper): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const { add, take } = createJoiner();
    incoming
      .on("data", (piece: Buffer) => {
        add(piece);
        keeper.keep(piece);
      })
      .once("end", () => {
        keeper.finish().then(() => resolve(take()), reject);
      })
      .once("error", reject);
  });
}

/** Bytes of a body that are handed on together, unless it ends before. */
const PIECE = 16 * 1024;

function streamOf(incoming: IncomingMessage, keeper: Keeper): ReadableStream<Uint8Array> {
  let chunks: AsyncIterator<Uint8Array, undefined> | undefined;
  const joiner = createJoiner();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        chunks ??= incoming.iterator({ destroyOnReturn: false });
        let isOver = false;
        while (!isOver && joiner.length() < PIECE) {
          const { done, value } = await chunks.next();
          isOver = done === true;
          if (value === undefined) continue;
          joiner.add(value);
          keeper.keep(value);
        }
        if (isOver) await keeper.finish();
        if (joiner.length() > 0) controller.enqueue(joiner.take());
        if (isOver) controller.close();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: AHEAD }),
  );
}
