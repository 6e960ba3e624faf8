/** Where in a text another one has to be. */
export type Place = "whole" | "start" | "end";

/** Puts a text as a whole into lower case. */
export type ToLower = (text: string) => string;

/** What one letter, U+0130, gets when it is lowered. No other grows or shrinks. */
export const GROWN = "\u0307";

/**
 * Whether a text is, begins with or ends with another one that is in lower case already. Most texts differ in
 * the first characters that are compared, so none is lowered as a whole before it has to be.
 * @param lower at the end, without `GROWN`: where it stands in a lowered text, the rest is not where it was
 */
export function matchesFolded(
  text: string,
  lower: string,
  place: Place,
  toLower: ToLower,
): boolean {
  const offset = place === "end" ? text.length - lower.length : 0;
  for (let index = 0; index < lower.length; index += 1) {
    const unit = text.charCodeAt(offset + index);
    // Outside of the text, `unit` is no number.
    if (!(unit < 128)) return matchesLowered(toLower(text), lower, place);
    const isUpper = unit > 64 && unit < 91;
    if ((isUpper ? unit + 32 : unit) !== lower.charCodeAt(index)) return false;
  }
  return place !== "whole" || text.length === lower.length;
}

function matchesLowered(lowered: string, lower: string, place: Place): boolean {
  if (place === "whole") return lowered === lower;
  return place === "start" ? lowered.startsWith(lower) : lowered.endsWith(lower);
}
