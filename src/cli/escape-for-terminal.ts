/** What a terminal would act on, what nobody sees, and what turns text around. */
const NOT_TEXT = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Text that came from a file as it may go to a terminal: with visible escapes. */
export function escapeForTerminal(text: string): string {
  return text.replaceAll(NOT_TEXT, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
