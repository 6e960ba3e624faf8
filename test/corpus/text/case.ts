import type { TokenKind } from "#protocol/token-reading.ts";
import type { Found, UnreadReason } from "#reader/found.ts";

/** What a find must be. What is left out is not looked at. */
export type Expected = {
  readonly kind: Found["kind"];
  readonly name?: string | null;
  readonly says?: string | null;
  /** Of a token. */
  readonly token?: TokenKind;
  /** Of what is told by its kind alone. */
  readonly what?: string;
  /** From the outermost to the innermost: `storage:@@auth0spajs@@ json:body.id_token`. */
  readonly layers?: string;
  /** The characters of the input that its place holds. */
  readonly text?: string;
  readonly line?: number;
  readonly form?: string;
  readonly status?: number | null;
  readonly error?: string | null;
  readonly message?: string | null;
  readonly errorCode?: string | null;
  readonly type?: string;
  readonly description?: string | null;
};

/** Something that people bring, and everything that is found in it, in the order of the text. */
export type CorpusCase = {
  readonly name: string;
  readonly input: string;
  readonly expect: readonly Expected[];
  readonly unread?: readonly UnreadReason[];
};

/** A find as the corpus speaks of it. */
export function describeFound(found: Found, input: string): Expected {
  const { start, end, line, layers } = found.place;
  const printed = layers.map(({ kind, at }) => (at === null ? kind : `${kind}:${at}`)).join(" ");
  const { token } = found.kind === "token" ? found : {};
  return {
    ...found,
    ...(token === undefined ? {} : { token: token.kind }),
    layers: printed,
    text: input.slice(start, end),
    line,
  } as Expected;
}
