import type { Actor } from "./event.ts";

/** What a marker stands for: whose, and which kind of secret. */
export type Marker = { readonly owner: Actor | null; readonly name: string };

/** A piece of redacted text: plain, or a marker that a page shows as a chip. */
export type WirePiece = string | Marker;

/** Replaces secrets by markers. It learns tokens from answers, to recognise them in later requests. */
export type Redactor = {
  /** Tells whose token a value is, where the page knows it better than the wire shows. */
  learn(value: string, marker: Marker): void;
  /** Redacts a URL, header value or body. `actor` owns what is not known by value. */
  redact(text: string, actor: Actor | null): string;
};

const SECRET_FIELDS: Readonly<Record<string, string>> = {
  access_token: "access token",
  id_token: "ID token",
  refresh_token: "refresh token",
  link_with: "ID token",
  code: "code",
  code_verifier: "code verifier",
  client_secret: "client secret",
  password: "password",
};

const MARKER = /⟦(?:([AB]) )?([^⟦⟧]{1,40})⟧/g;
// Wherever it begins, also after `%22`, and with the five parts of an encrypted token (RFC 7516).
const JWT = /eyJ[\w-]{4,}(?:\.[\w-]*){1,4}/g;
const BEARER = /^(Bearer\s+)(\S+)$/i;
const PARAMETER = new RegExp(`([?&#]|^)(${Object.keys(SECRET_FIELDS).join("|")})=([^&#\\s]+)`, "g");

/** Makes a redactor with an empty memory. */
export function createRedactor(): Redactor {
  const known = new Map<string, Marker>();

  function mark(value: string, fallback: Marker): string {
    if (value === "") return value;
    const marker = known.get(value) ?? fallback;
    known.set(value, marker);
    return write(marker);
  }

  function redactText(text: string, actor: Actor | null): string {
    return text
      .replace(BEARER, (_, scheme: string, token: string) => {
        return scheme + mark(token, { owner: actor, name: "access token" });
      })
      .replace(PARAMETER, (_, start: string, name: string, value: string) => {
        return `${start}${name}=${mark(safeDecode(value), { owner: actor, name: SECRET_FIELDS[name] ?? name })}`;
      })
      .replace(JWT, (token) => mark(token, { owner: actor, name: "token" }));
  }

  function redactJson(value: unknown, actor: Actor | null): unknown {
    if (typeof value === "string") return redactText(value, actor);
    if (Array.isArray(value)) return value.map((item) => redactJson(item, actor));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]: [string, unknown]) => {
        const secret = Object.hasOwn(SECRET_FIELDS, name) ? SECRET_FIELDS[name] : undefined;
        if (secret !== undefined && typeof item === "string") {
          return [name, mark(item, { owner: actor, name: secret })];
        }
        return [name, redactJson(item, actor)];
      }),
    );
  }

  return {
    learn: (value, marker) => void known.set(value, marker),
    redact(text, actor) {
      const json = parseJson(text);
      if (json !== undefined) return JSON.stringify(redactJson(json, actor), null, 2);
      return redactText(text, actor);
    },
  };
}

/** Splits redacted text into plain pieces and markers, for display. */
export function splitMarkers(text: string): readonly WirePiece[] {
  const pieces: WirePiece[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKER)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push({ owner: asActor(match[1]), name: match[2] ?? "" });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

function write({ owner, name }: Marker): string {
  return `⟦${owner === null ? "" : `${owner} `}${name}⟧`;
}

function asActor(text: string | undefined): Actor | null {
  return text === "A" || text === "B" ? text : null;
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll("+", " "));
  } catch {
    return value;
  }
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
