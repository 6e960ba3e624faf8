/**
 * What is wrong with the page itself. Stands apart, and alone, because the page needs it before it can
 * load the rest.
 */
export const UNEXPECTED = {
  title: "Something in this page went wrong.",
  because: "This is a fault of LinkLab, not of the tenant or of you.",
};

/** A file of the page that did not come. */
export const LOST_PART = {
  title: "This part of the page could not be loaded.",
  because: "Offline, or a newer version of the page is out.",
};

/** What to do about either. */
export const WAY_ON =
  "Try again first: you stay signed in. A reload drops your tokens; nothing at the tenant changes.";

/** The words of Chromium, Firefox and Safari, and those of Vite for a style sheet. */
const WORDS = /import(?:ed|ing a) module|preload CSS/i;

/** Whether something thrown is a file of the page that did not come. Browsers give it no code. */
export function isLostPart(error: unknown): boolean {
  return error instanceof Error && WORDS.test(error.message);
}
