import { snippetsIn } from "#steps/snippets.ts";

/** The files are code that TypeScript checks, named by language. */
export const SNIPPETS = snippetsIn(
  import.meta.glob<string>("./snippets/*", { query: "?raw", import: "default", eager: true }),
);
