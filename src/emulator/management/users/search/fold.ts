/**
 * Whether a text is, or begins with, another one that is in lower case already. Most texts differ in their
 * first characters, so none is lowered as a whole before it has to be.
 */
export function matchesFolded(text: string, lower: string, isWhole: boolean): boolean {
  for (let index = 0; index < lower.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Beyond ASCII a lowered text may have another length. Past the end, `unit` is no number.
    if (!(unit < 128)) return matchesLowered(text.toLowerCase(), lower, isWhole);
    const isUpper = unit > 64 && unit < 91;
    if ((isUpper ? unit + 32 : unit) !== lower.charCodeAt(index)) return false;
  }
  return !isWhole || text.length === lower.length;
}

function matchesLowered(text: string, lower: string, isWhole: boolean): boolean {
  return isWhole ? text === lower : text.startsWith(lower);
}
