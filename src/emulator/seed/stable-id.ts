const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * An id that a file left out: the same for the same name at every start, so that tests can rely on it.
 * It is no secret and no checksum (FNV-1a, once more for each letter).
 */
export function stableId(name: string, length: number, letters = LETTERS): string {
  let hash = 0x81_1c_9d_c5;
  const mix = (text: string): void => {
    for (const character of text)
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  };
  mix(name);
  return Array.from({ length }, (_, index) => {
    mix(String(index));
    return letters[(hash >>> 8) % letters.length];
  }).join("");
}
