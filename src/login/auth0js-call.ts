import { translateSdkError } from "./sdk-errors.ts";

/** A call of auth0.js as a promise, its errors turned into ours. */
export function called<T>(
  call: (callback: (error: unknown, answer: T | null) => void) => void,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    call((error, answer) => {
      if (error) reject(asError(translateSdkError(error)));
      else resolve(answer);
    });
  });
}

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error("auth0.js failed", { cause: value });
}
