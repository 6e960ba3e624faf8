import { siteArea } from "#session/areas.ts";

const KEY = "linklab.theme";

/** The two looks. Without a choice the system decides. */
export type Theme = "light" | "dark";

/** The theme in use: chosen, or the system's. */
export function currentTheme(): Theme {
  const chosen = siteArea.getItem(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Shows a choice that was made on an earlier visit. */
export function restoreTheme(): void {
  if (siteArea.getItem(KEY) !== null) show(currentTheme());
}

/** Chooses a theme for this and later visits. */
export function chooseTheme(theme: Theme): void {
  siteArea.setItem(KEY, theme);
  show(theme);
}

function show(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}
