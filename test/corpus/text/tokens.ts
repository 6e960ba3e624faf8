import { TOKEN_SIZE_LIMIT } from "#protocol/token.ts";
import type { CorpusCase } from "./case.ts";
import { A, B, CLAIMS, encode, FOR_AN_API, HEADER, LONG_B, SIGNATURE, wrap } from "./material.ts";

/** `>>>` and `???` make `+` and `/` in base64. */
const PLUS = encode('{"sub":"auth0|1","name":">>>???~~~ß÷"}');
/** The end of `{"a":1}` is `fQ`; `fR` is the same byte, with a bit that encodes nothing. */
const LOOSE = encode('{"a":1}').replace(/Q$/, "R");
const token = (payload: string, header = HEADER): string => `${header}.${payload}.${SIGNATURE}`;

/** A token that fills three lines to their ends. */
const FULL = `${HEADER}.${CLAIMS}.${"c".repeat(67)}`;
const FULL_LINES = wrap(FULL, FULL.length / 3);

/** Tokens by themselves, whole and broken, and what comes with copying. */
export const CASES: readonly CorpusCase[] = [
  {
    name: "a token",
    input: B,
    expect: [{ kind: "token", token: "jwt", name: null, says: null, layers: "", text: B, line: 1 }],
  },
  {
    name: "a line feed behind it",
    input: `${B}\n`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "a byte order mark",
    input: `\ufeff${B}`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "blank lines around it",
    input: `\n\n  ${B}  \n\n`,
    expect: [{ kind: "token", token: "jwt", text: B, line: 3 }],
  },
  {
    name: "double quotes",
    input: `"${B}"`,
    expect: [{ kind: "token", token: "jwt", text: B, layers: "" }],
  },
  {
    name: "single quotes and a semicolon",
    input: `'${B}';`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  { name: "backticks", input: `\`${B}\``, expect: [{ kind: "token", token: "jwt", text: B }] },
  {
    name: "quotes of a text editor",
    input: `“${B}”`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "French quotes with blanks",
    input: `« ${B} »`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  { name: "angle brackets", input: `<${B}>`, expect: [{ kind: "token", token: "jwt", text: B }] },
  { name: "brackets", input: `(${B})`, expect: [{ kind: "token", token: "jwt", text: B }] },
  {
    name: "the end of a sentence",
    input: `My token is ${B}.`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "a question",
    input: `Why is it ${B}?`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "a shell's mark for a missing line feed",
    input: `${B}%`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "a note behind it",
    input: `${B}   # note`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "a comment of code behind it",
    input: `${B} // B's ID token`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "words behind it",
    input: `${B} is my token`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "two tokens on two lines",
    input: `${A}\n${B}`,
    expect: [
      { kind: "token", token: "jwt", text: A, line: 1 },
      { kind: "token", token: "jwt", text: B, line: 2 },
    ],
  },
  {
    name: "two tokens with a blank between them",
    input: `${A} ${B}`,
    expect: [
      { kind: "token", text: A },
      { kind: "token", text: B },
    ],
  },
  {
    name: "two tokens with a comma between them",
    input: `${A},${B}`,
    expect: [
      { kind: "token", text: A },
      { kind: "token", text: B },
    ],
  },
  {
    name: "one token twice",
    input: `${B}\n\n${B}`,
    expect: [
      { kind: "token", line: 1 },
      { kind: "token", line: 3 },
    ],
  },
  {
    name: "lines of 64 columns",
    input: wrap(LONG_B, 64),
    expect: [{ kind: "token", token: "jwt", text: wrap(LONG_B, 64) }],
  },
  {
    name: "lines of 76 columns as Windows ends them",
    input: wrap(LONG_B, 76, "\r\n"),
    expect: [{ kind: "token", token: "jwt", text: wrap(LONG_B, 76, "\r\n") }],
  },
  {
    name: "lines of 40 columns with indent",
    input: wrap(B, 40, "\n  "),
    expect: [{ kind: "token", token: "jwt", text: wrap(B, 40, "\n  ") }],
  },
  {
    name: "wrapped lines and a word behind them",
    input: `${wrap(LONG_B, 64)}\nRegards`,
    expect: [{ kind: "token", token: "jwt", text: wrap(LONG_B, 64) }],
  },
  {
    name: "a signature of a known length that is wrapped once",
    input: wrap(LONG_B, LONG_B.length - 100),
    expect: [{ kind: "token", token: "jwt", text: wrap(LONG_B, LONG_B.length - 100) }],
  },
  {
    name: "two wrapped tokens",
    input: `${wrap(LONG_B, 64)}\n\n${wrap(LONG_B, 64)}`,
    expect: [
      { kind: "token", token: "jwt" },
      { kind: "token", token: "jwt" },
    ],
  },
  {
    name: "a line for each part",
    input: `${HEADER}.\n${CLAIMS}.\n${SIGNATURE}`,
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a blank inside",
    input: `${HEADER}. ${CLAIMS}.${SIGNATURE}`,
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a zero-width space inside",
    input: `${HEADER}.\u200b${CLAIMS}.${SIGNATURE}`,
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "marks of direction around it",
    input: `\u202a${B}\u202c`,
    expect: [{ kind: "token", token: "jwt", text: B }],
  },
  {
    name: "two parts",
    input: `${HEADER}.${CLAIMS}`,
    expect: [{ kind: "token", token: "unsigned" }],
  },
  {
    name: "two parts and words",
    input: `${HEADER}.${CLAIMS} lost its signature`,
    expect: [{ kind: "token", token: "unsigned", text: `${HEADER}.${CLAIMS}` }],
  },
  {
    name: "an empty signature and words",
    input: `${HEADER}.${CLAIMS}. is cut`,
    expect: [{ kind: "token", token: "unsigned", text: `${HEADER}.${CLAIMS}.` }],
  },
  {
    name: "full lines and a longer word behind them",
    input: `${FULL_LINES}\n${"x".repeat(50)}`,
    expect: [{ kind: "token", token: "jwt", text: FULL_LINES }],
  },
  {
    name: "an empty signature",
    input: `${HEADER}.${CLAIMS}.`,
    expect: [{ kind: "token", token: "unsigned", text: `${HEADER}.${CLAIMS}.` }],
  },
  {
    name: "a cut signature",
    input: `${HEADER}.${CLAIMS}.c2lnb`,
    expect: [{ kind: "token", token: "unsigned" }],
  },
  {
    name: "alg none",
    input: `${encode('{"alg":"none"}')}.${CLAIMS}.`,
    expect: [{ kind: "token", token: "unsecured" }],
  },
  {
    name: "alg nOnE with a signature",
    input: token(CLAIMS, encode('{"alg":"nOnE"}')),
    expect: [{ kind: "token", token: "unsecured" }],
  },
  {
    name: "a detached payload",
    input: `${HEADER}..${SIGNATURE}`,
    expect: [{ kind: "token", token: "detached" }],
  },
  {
    name: "four parts",
    input: `${token(CLAIMS)}.x`,
    expect: [{ kind: "token", token: "wrong-parts" }],
  },
  { name: "five parts", input: FOR_AN_API, expect: [{ kind: "token", token: "encrypted" }] },
  {
    name: "five parts on wrapped lines",
    input: wrap(FOR_AN_API, 40),
    expect: [{ kind: "token", token: "encrypted" }],
  },
  {
    name: "six parts",
    input: `${FOR_AN_API}.x`,
    expect: [{ kind: "token", token: "wrong-parts" }],
  },
  {
    name: "a header and two dots",
    input: `${HEADER}..`,
    expect: [{ kind: "token", token: "wrong-parts" }],
  },
  {
    name: "the payload null",
    input: token(encode("null")),
    expect: [{ kind: "token", token: "not-claims" }],
  },
  {
    name: "an array as payload",
    input: token(encode("[1]")),
    expect: [{ kind: "token", token: "not-claims" }],
  },
  {
    name: "a string as payload",
    input: token(encode('"x"')),
    expect: [{ kind: "token", token: "not-claims" }],
  },
  {
    name: "a number as payload",
    input: token(encode("1")),
    expect: [{ kind: "token", token: "not-claims" }],
  },
  {
    name: "a payload that is text",
    input: token(encode("hello")),
    expect: [{ kind: "token", token: "not-json" }],
  },
  {
    name: "an empty JSON payload",
    input: token(encode("{}")),
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a header that is an array",
    input: token(CLAIMS, encode("[]")),
    expect: [{ kind: "token", token: "broken-header" }],
  },
  {
    name: "a header that is no JSON",
    input: token(CLAIMS, encode("{alg}")),
    expect: [{ kind: "token", token: "broken-header" }],
  },
  {
    name: "invalid UTF-8",
    input: token(encode(Uint8Array.of(0x22, 0xff, 0xfe, 0x22))),
    expect: [{ kind: "token", token: "broken-payload" }],
  },
  {
    name: "overlong UTF-8",
    input: token(encode(Uint8Array.of(0x22, 0xc0, 0xaf, 0x22))),
    expect: [{ kind: "token", token: "broken-payload" }],
  },
  {
    name: "a character that is not base64url",
    input: token(`${CLAIMS}!`),
    expect: [{ kind: "token", token: "broken-payload" }],
  },
  {
    name: "a length that no bytes have",
    input: token(`${CLAIMS}AA`),
    expect: [{ kind: "token", token: "broken-payload" }],
  },
  {
    name: "the alphabet of base64",
    input: token(PLUS.replaceAll("-", "+").replaceAll("_", "/")),
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "padding",
    input: token(`${encode('{"a":1}')}==`),
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a last character that is not canonical",
    input: token(LOOSE),
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a name that stands twice",
    input: token(encode('{"sub":"a","sub":"b"}')),
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a pretty-printed header",
    input: token(CLAIMS, encode('{\n  "alg": "RS256"\n}')),
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a pretty-printed header in a text",
    input: `got ${token(CLAIMS, encode('{\n  "alg": "RS256"\n}'))} today`,
    expect: [
      { kind: "token", token: "jwt", text: token(CLAIMS, encode('{\n  "alg": "RS256"\n}')) },
    ],
  },
  {
    name: "a header with blanks in a text",
    input: `got ${token(CLAIMS, encode('{ "alg":"RS256" }'))} today`,
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a header with its own key",
    input: token(CLAIMS, encode('{"alg":"RS256","jku":"https://evil.example/"}')),
    expect: [{ kind: "token", token: "jwt" }],
  },
  {
    name: "a token over the cap",
    input: `${HEADER}.${"A".repeat(TOKEN_SIZE_LIMIT)}.${SIGNATURE}`,
    expect: [{ kind: "token", token: "too-large" }],
  },
  {
    name: "one long word over the cap",
    input: "x".repeat(TOKEN_SIZE_LIMIT + 1),
    expect: [{ kind: "token", token: "too-large" }],
  },
  {
    name: "a token that nobody signed above one that somebody did",
    input: `${encode('{"alg":"none"}')}.${CLAIMS}.\n\n${A}`,
    expect: [
      { kind: "token", token: "unsecured" },
      { kind: "token", token: "jwt", text: A },
    ],
  },
];
