import type { Random } from "./ports.ts";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";

/** `length` characters of the base64url alphabet, 6 random bits each. */
export function randomId(random: Random, length: number): string {
  let id = "";
  for (const byte of random(length)) id += LETTERS.charAt(byte & 63);
  return id;
}

/** 24 hexadecimal digits, the form of ids in Auth0's database connections. */
export function randomObjectId(random: Random): string {
  return Array.from(random(12), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
