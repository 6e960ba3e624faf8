/** Takes the backslashes away that keep characters from meaning something. */
export function unescapeText(text: string): string {
  return text.replace(/\\(.)/gs, "$1");
}
