import type { FoundToken, Layer, PlaceSays } from "#reader/found.ts";

const SAYS: Readonly<Record<PlaceSays, string>> = {
  "access-token": "access token",
  "id-token": "ID token",
  "link-with": "link_with",
  "refresh-token": "refresh token",
  bearer: "Bearer",
  cookie: "cookie",
  "token-hint": "hint",
};

/** What was around a token, and what that means for its safety. */
const LAYERS: Readonly<Record<Exclude<Layer["kind"], "url" | "cookie">, string>> = {
  har: "Taken out of a HAR.",
  json: "Taken out of JSON.",
  form: "Taken out of parameters. In a query, a token reaches servers and their logs: use it up or revoke it.",
  header: "Taken out of a header line.",
  storage: "Taken out of a browser’s storage. Every script of the page can read it there.",
  command: "Taken out of a command. It is in your shell’s history.",
  base64: "Taken out of base64. That hides nothing.",
  percent: "The percent-encoding was taken off.",
  escapes: "Taken out of a text with escapes in it.",
};

const FRAGMENT =
  "Taken out of a fragment. Browsers send no fragments to servers, but keep them in the history.";

const COMMAND = /^\$?\s*(?:curl|http|https|wget)\s/;

/** What a token is called among others of one text: by its name there, or what its place says. */
export function labelOf({ name, says, token }: FoundToken, index: number): string {
  if (says === "cookie" && name !== null) return `${name} (cookie)`;
  return name ?? (says === null ? `${index + 1}. ${token.kind}` : SAYS[says]);
}

/** What is said of a token's place in a text. `null` where there was nothing but the token. */
export function describePlace(text: string, { place, name, says }: FoundToken): string | null {
  if (says === "cookie")
    return `Taken out of the cookie ${name ?? ""}. Who has it has the session.`;
  const layer = layerOf(place.layers);
  if (layer === "url") {
    const before = text.slice(0, place.start);
    return before.slice(before.lastIndexOf("://") + 1).includes("#") ? FRAGMENT : LAYERS.form;
  }
  if (COMMAND.test(text)) return LAYERS.command;
  if (layer !== null && layer !== "cookie") return LAYERS[layer];
  const around = `${text.slice(0, place.start)}${text.slice(place.end)}`;
  if (around.trim() === "") return null;
  if (!/\w/.test(around)) return "The quotes were left out.";
  if (says === "bearer") return name === null ? "The word in front was left out." : LAYERS.header;
  return "Taken out of a longer text.";
}

/** The innermost layer that says something; a storage says more than the JSON in it. */
function layerOf(layers: readonly Layer[]): Layer["kind"] | null {
  const kinds = layers.map(({ kind }) => kind);
  if (kinds.includes("storage")) return "storage";
  return kinds.findLast((kind) => kind !== "escapes" && kind !== "percent") ?? kinds.at(-1) ?? null;
}
