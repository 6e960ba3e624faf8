const FILES = import.meta.glob<string>("./snippets/*", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Code that no step has, by `own/` and the name of its file. TypeScript checks it. */
export const OWN_CODE: ReadonlyMap<string, string> = new Map(
  Object.entries(FILES).map(([path, code]) => [
    path.replace("./snippets/", "own/").replace(/\.tsx?$/, ""),
    code,
  ]),
);
