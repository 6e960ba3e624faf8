import type { IncomingMessage } from "node:http";
import type { ArrivedBody } from "#emulator/messages/light-request.ts";
import type { Lines } from "./lines.ts";

/** Pieces in which a body may come. Each is work, and may be as short as a byte. */
const MOST_PIECES = 4096;

/** Bytes of a body that are read before somebody asks. */
const AHEAD = 128 * 1024;

/**
 * Reads ahead what an ordinary request brings: its client may be gone before it is answered, and what it
 * asked for is done all the same. Of a larger body the rest stays with the client, until somebody asks.
 */
export function bodyOf(incoming: IncomingMessage, lines: Lines): ArrivedBody | null {
  const { "content-length": length, "transfer-encoding": encoding } = incoming.headers;
  if (length === undefined && encoding === undefined) return null;
  const isOrdinary = length !== undefined && encoding === undefined && Number(length) <= AHEAD;
  const keep = createKeeper(incoming, lines);
  if (!isOrdinary)
    return { read: () => readAll(incoming, keep), stream: () => streamOf(incoming, keep) };
  const ahead = readAll(incoming, keep);
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

/** Takes note of bytes that are kept until a body has come. */
type Keep = (bytes: number) => void;

function createKeeper(incoming: IncomingMessage, lines: Lines): Keep {
  const { socket } = incoming;
  let [kept, pieces] = [0, 0];
  const end = () => {
    lines.bodies.take(socket, kept);
    kept = 0;
  };
  incoming.once("end", end).once("close", end);
  return (bytes) => {
    kept += bytes;
    pieces += 1;
    if (pieces > MOST_PIECES) socket.destroy();
    lines.bodies.add(socket, bytes);
  };
}

function readAll(incoming: IncomingMessage, keep: Keep): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const { add, take } = createJoiner();
    incoming
      .on("data", (piece: Buffer) => {
        add(piece);
        keep(piece.length);
      })
      .once("end", () => resolve(take()))
      .once("error", reject);
  });
}

/** Bytes of a body that are handed on together, unless it ends before. */
const PIECE = 16 * 1024;

function streamOf(incoming: IncomingMessage, keep: Keep): ReadableStream<Uint8Array> {
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
          keep(value.length);
        }
        if (joiner.length() > 0) controller.enqueue(joiner.take());
        if (isOver) controller.close();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: AHEAD }),
  );
}
