import type { Clock, Random } from "#emulator/ports.ts";

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/** The platform's cryptographically secure randomness. */
export const systemRandom: Random = (length) => {
  if (length > pool.length) return crypto.getRandomValues(new Uint8Array(length));
  if (taken + length > pool.length) {
    crypto.getRandomValues(pool);
    taken = 0;
  }
  taken += length;
  return pool.slice(taken - length, taken);
};

/** Bytes that nobody has had: to ask the system for many at once costs as much as for a few. */
const pool = new Uint8Array(4096);
let taken = pool.length;
