/**
 * What is wrong with the page itself. Stands apart, and alone, because the page needs it before it can
 * load the rest.
 */
export const UNEXPECTED = {
  title: "Something in this page went wrong.",
  because: "This is a fault of LinkLab, not of the tenant or of you.",
  step: "Reload the page. Your tokens are gone then, but nothing at the tenant changes.",
};

/** A file of the page that did not come. */
export const LOST_PART = {
  title: "This part of the page could not be loaded.",
  because: "Offline, or a newer version of the page is out.",
  step: "Try again first: you stay signed in. A reload drops your tokens, and changes nothing at the tenant.",
};

/** The words of Chromium, Firefox and Safari, and those of Vite for a style sheet. */
const WORDS = /dynamically imported|Importing a module|preload CSS/;

/** Whether something thrown is a file of the page that did not come. Browsers give it no code. */
export function isLostPart(error: unknown): boolean {
  return error instanceof Error && WORDS.test(error.message);
}
