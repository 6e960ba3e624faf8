import type { Area } from "#session/areas.ts";

const KEY = "linklab.theme";

/** The two looks. Without a choice the system decides. */
export type Theme = "light" | "dark";

/** The theme in use: chosen, or the system's. */
export function currentTheme(store: Area): Theme {
  const chosen = store.getItem(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Shows a choice that was made on an earlier visit. */
export function restoreTheme(store: Area): void {
  if (store.getItem(KEY) !== null) show(currentTheme(store));
}

/** Chooses a theme for this and later visits. */
export function chooseTheme(store: Area, theme: Theme): void {
  store.setItem(KEY, theme);
  show(theme);
}

function show(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}
