import type { Cookie } from "./types.ts";

/**
 * The cookies that an answer sets, as a browser context takes them; those that it takes away are left out.
 * @param host that answered, without a port: cookies do not tell ports apart
 * @param now milliseconds since 1970
 */
export function readCookies(lines: readonly string[], host: string, now: number): Cookie[] {
  return lines.flatMap((line) => {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const [, name = "", value = ""] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
    const given = new Map(
      attributes.map((attribute) => {
        const [key = "", text = ""] = attribute.split("=");
        return [key.toLowerCase(), text] as const;
      }),
    );
    const lifetime = Number(given.get("max-age") ?? 0);
    if (lifetime <= 0) return [];
    return [
      {
        name,
        value,
        domain: host,
        path: given.get("path") ?? "/",
        expires: Math.floor(now / 1000) + lifetime,
        httpOnly: given.has("httponly"),
        secure: given.has("secure"),
        sameSite: readSameSite(given.get("samesite")),
      },
    ];
  });
}

function readSameSite(text = ""): Cookie["sameSite"] {
  const found = (["Strict", "None"] as const).find(
    (one) => one.toLowerCase() === text.toLowerCase(),
  );
  return found ?? "Lax";
}
