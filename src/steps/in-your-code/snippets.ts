import type { StepId } from "#linking/walkthrough/journey.ts";
import { LANGUAGES, type Language } from "#session/languages.ts";

/** A piece of code with placeholders; `before` is what no longer works. */
export type Snippet = {
  readonly language: Language;
  readonly before: string | null;
  readonly code: string;
};

/** The files are code that TypeScript checks, named by step and language. */
const FILES = import.meta.glob<string>("./snippets/*/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The code of a step, in the order of the tabs; a language that has nothing to say is absent. */
export function snippetsFor(step: StepId): readonly Snippet[] {
  return LANGUAGES.flatMap((language) => {
    const code = file(step, language);
    return code === null ? [] : [{ language, before: file(step, `${language}.before`), code }];
  });
}

function file(step: StepId, name: string): string | null {
  const path = `./snippets/${step}/${name}`;
  return FILES[`${path}.ts`] ?? FILES[`${path}.tsx`] ?? null;
}
