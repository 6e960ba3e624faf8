import type { Duplex } from "node:stream";
import { createTurns } from "./turns.ts";

/** Requests of one connection that wait for the answers before theirs. Each answer is kept until its turn comes. */
const MOST_WAITING = 5;

/** Bytes of answers that nobody has taken yet, on all connections of a port; and of bodies that are still coming. */
const MOST_HELD = 64 * 1024 * 1024;

/** Bytes of headers, of requests and of their answers, until these are taken. Unlike bodies, they are on the heap. */
const MOST_OF_HEADS = 16 * 1024 * 1024;

/** Bytes that requests take until they are answered, whether or not anybody still waits: of headers, and of what is made of bodies. */
const MOST_IN_HAND = 24 * 1024 * 1024;

/** Of these, bytes for requests that take little each: who asks for little is let in where others have no room. */
const FOR_SMALL = 4 * 1024 * 1024;

/** Bytes that a request takes who asks for little. */
const SMALL = 16 * 1024;

/** Bytes that a request takes by itself, and more when its body comes in pieces: streams, and its headers again. */
const REQUEST = 8 * 1024;
const IN_PIECES = 16 * 1024;

/** Bytes of one kind that are kept for connections, up to a limit. */
function createStock(mostHeld: number) {
  const stock = new Map<Duplex, number>();
  let all = 0;
  const change = (socket: Duplex, bytes: number) => {
    stock.set(socket, (stock.get(socket) ?? 0) + bytes);
    all += bytes;
  };
  const forget = (socket: Duplex) => {
    change(socket, -(stock.get(socket) ?? 0));
    stock.delete(socket);
  };
  /** Cuts off whoever leaves most behind, which is nobody who reads, or who sends what it began to send. */
  const cutLargest = () => {
    let [largest, most]: [Duplex | undefined, number] = [undefined, 0];
    for (const [socket, bytes] of stock) if (bytes > most) [largest, most] = [socket, bytes];
    if (largest === undefined) return false;
    largest.destroy();
    forget(largest);
    return true;
  };
  const isOver = (bytes: number) => all + bytes > mostHeld;
  return {
    add(socket: Duplex, bytes: number): void {
      let hasCut = true;
      while (hasCut && isOver(bytes)) hasCut = cutLargest();
      if (socket.destroyed) return; // nobody is there any more
      if (!stock.has(socket)) socket.once("close", () => forget(socket));
      change(socket, bytes);
    },
    /** What is not kept any longer. */
    take(socket: Duplex, bytes: number): void {
      if (stock.has(socket)) change(socket, -bytes);
    },
  };
}

/** What one request takes from when all of it has come until it is answered. */
export type Hold = {
  /** @param body bytes that are made of its body. False where there is no room, and nothing is taken */
  take: (body: number) => boolean;
  end: () => void;
};

/** @param makeRoom gives up something that is in hand; false where that cannot be */
function createHand(makeRoom: () => boolean) {
  let all = 0;
  /** @param head bytes of its headers */
  return (head: number, isInPieces: boolean): Hold => {
    const itself = REQUEST + head + (isInPieces ? IN_PIECES + head : 0);
    let [own, isOver] = [0, false];
    return {
      take(body) {
        if (isOver) return true;
        const bytes = itself + body;
        const most = bytes > SMALL ? MOST_IN_HAND - FOR_SMALL : MOST_IN_HAND;
        const isFull = () => all + bytes > most;
        while (isFull()) if (!makeRoom()) return false;
        own += bytes;
        all += bytes;
        return true;
      },
      end() {
        isOver = true;
        all -= own;
        own = 0;
      },
    };
  };
}

/** What is on its way over the connections of a port. */
export function createLines() {
  const requests = new WeakMap<Duplex, number>();
  const turns = createTurns();
  return {
    turns,
    hold: createHand(turns.giveUpOldest),
    /** Answers until their connections took them. */
    answers: createStock(MOST_HELD),
    /** Bodies until they end. */
    bodies: createStock(MOST_HELD),
    /** Headers of requests and of their answers, until those are taken. */
    heads: createStock(MOST_OF_HEADS),
    /** A request that came; false for one more than may wait. */
    take(socket: Duplex): boolean {
      const waiting = requests.get(socket) ?? 0;
      if (waiting === MOST_WAITING) return false;
      requests.set(socket, waiting + 1);
      return true;
    },
    /** Its answer was taken. */
    finish(socket: Duplex): void {
      requests.set(socket, (requests.get(socket) ?? 1) - 1);
    },
  };
}

/** As `createLines` makes them. */
export type Lines = ReturnType<typeof createLines>;
