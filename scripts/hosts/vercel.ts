import { EVERYWHERE, ISOLATION, POPUPS } from "#site/headers.ts";
import { CHECKED, KEPT, toJson, toPairs } from "./shared.ts";

/** Vercel: a source fits a whole path, and may say what must not follow. */
export function renderVercel(): string {
  return toJson({
    headers: [
      { source: "/(.*)", headers: toPairs(EVERYWHERE) },
      { source: except(POPUPS), headers: toPairs(ISOLATION) },
      ...KEPT.map(({ below, value }) => ({
        source: `${below}(/.*)?`,
        headers: toPairs({ "Cache-Control": value }),
      })),
      { source: except(KEPT.map(({ below }) => below)), headers: toPairs(CHECKED) },
    ],
  });
}

const except = (places: readonly string[]) =>
  `/((?!${places.map((place) => `${place.slice(1)}(?:/|$)`).join("|")}).*)`;
