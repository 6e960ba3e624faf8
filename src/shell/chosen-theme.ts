import type { Theme } from "./theme.ts";

/** The theme that somebody chose, as the page shows it; `null` where the system decides. */
export function chosenTheme(): Theme | null {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : null;
}
