import { use, type ComponentType } from "react";

/** What could not be loaded, with the way to ask for it once more. */
export class PartError extends Error {
  override readonly name = "PartError";
  readonly askAgain: () => void;

  constructor(askAgain: () => void, cause: unknown) {
    super("a part of the page was not loaded", { cause });
    this.askAgain = askAgain;
  }
}

/**
 * Loads once, when first asked. What failed stays failed, so that a page that waits for it does not ask
 * for ever, until its {@link PartError} is told to ask again.
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  async function orFail(): Promise<T> {
    try {
      return await load();
    } catch (cause) {
      throw new PartError(() => {
        loading = null;
        reloadStyles();
      }, cause);
    }
  }
  return () => (loading ??= orFail());
}

/** A component whose code is loaded when it is first shown. */
export function part<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const once = loadOnce(load);
  return function Part(props: Props) {
    const Loaded = use(once());
    return <Loaded {...props} />;
  };
}

/** Asks again for style sheets that did not come: Vite adds each of them once. */
function reloadStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]'))
    if (link.sheet === null) link.replaceWith(link.cloneNode());
}
