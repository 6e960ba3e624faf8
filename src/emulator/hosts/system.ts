import type { Clock, Random } from "#emulator/ports.ts";

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/** The platform's cryptographically secure randomness. */
export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
