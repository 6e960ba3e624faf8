import { LANGUAGES, type Language } from "#session/languages.ts";

/** A piece of code with placeholders; `before` is what no longer works. */
export type Snippet = {
  readonly language: Language;
  readonly before: string | null;
  readonly code: string;
};

/** The code of a step, and what is to be said of it. */
export type StepSnippets = {
  /** It comes in a chunk of its own, which the closed panel does not wait for. */
  readonly load: () => Promise<readonly Snippet[]>;
  /** What to change, where the API refuses the code of old. */
  readonly toChange?: string;
  readonly notes?: Readonly<Partial<Record<Language, string>>>;
};

/**
 * Code in the order of the tabs; a language that has nothing to say is absent.
 *
 * @param files code that TypeScript checks, by paths that end in the language's name
 */
export function snippetsIn(files: Readonly<Record<string, string>>): readonly Snippet[] {
  const file = (name: string) =>
    files[`./snippets/${name}.ts`] ?? files[`./snippets/${name}.tsx`] ?? null;
  return LANGUAGES.flatMap((language) => {
    const code = file(language);
    return code === null ? [] : [{ language, before: file(`${language}.before`), code }];
  });
}
