import { EVERYWHERE, isBelow, ISOLATION, POPUPS } from "#site/headers.ts";
import { CALLBACK, CHECKED, KEPT, PAGES, toJson, toPairs } from "./shared.ts";

/** Firebase Hosting, by regular expressions of RE2, which cannot say what must not follow. */
export function renderFirebase(): string {
  const pages = `(?:${[...PAGES, "/index.html"].join("|")})(?:/.*)?`;
  const tenant = POPUPS.filter((place) => !isBelow(place, CALLBACK)).join("|");
  return toJson({
    hosting: {
      public: ".",
      ignore: ["firebase.json", "vercel.json", "nginx.conf", "Caddyfile", "_headers", "**/.*"],
      headers: [
        { regex: ".*", headers: toPairs(EVERYWHERE) },
        { regex: `^(?:/|${pages}|${CALLBACK}/?)$`, headers: toPairs(ISOLATION) },
        ...KEPT.map(({ below, value }) => ({
          regex: `^${below}(?:/.*)?$`,
          headers: toPairs({ "Cache-Control": value }),
        })),
        {
          regex: `^(?:/|${pages}|(?:${tenant})(?:/.*)?|/[^/]+\\.[^/]+)$`,
          headers: toPairs(CHECKED),
        },
      ],
    },
  });
}
