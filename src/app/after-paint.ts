/** A page in the background is not painted. In milliseconds. */
const PATIENCE = 2000;

/** What the page's own script tag lists, from the page: first the main script, then what that waits for. */
const list = document.querySelector<HTMLScriptElement>("script[data-scripts]")?.dataset["scripts"];
const [main = "", ...rest] = (list ?? "")
  .split(" ")
  .map((file) => new URL(file, document.baseURI).href);

let isAsked = false;

function askForScripts(): void {
  if (isAsked) return;
  isAsked = true;
  for (const href of rest)
    document.head.append(
      Object.assign(document.createElement("link"), {
        rel: "modulepreload",
        crossOrigin: "",
        href,
      }),
    );
  void import(/* @vite-ignore */ main);
}

// What there is to be read comes first: it needs no script, and would share its way with them.
requestAnimationFrame(() => void setTimeout(askForScripts));
setTimeout(askForScripts, PATIENCE);
