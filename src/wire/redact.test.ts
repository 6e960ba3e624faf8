import * as fc from "fast-check";
import { expect, test } from "vitest";
import { forgeToken } from "#test/support/tokens.ts";
import type { Marker, WirePiece } from "./marker.ts";
import { createRedactor, splitMarkers, writeMarkers, type Redactor } from "./redact.ts";
import { asCurl } from "./request.ts";

const ID_TOKEN = forgeToken({ sub: "google-oauth2|1001" });

test.each([
  [
    "a token request",
    "grant_type=authorization_code&code=abc123&code_verifier=ver-ifier&client_id=spa",
    "grant_type=authorization_code&code=⟦A code⟧&code_verifier=⟦A code verifier⟧&client_id=spa",
  ],
  [
    "a token response",
    JSON.stringify({ access_token: "opaque", id_token: ID_TOKEN, expires_in: 7200 }),
    '{"access_token":"⟦A access token⟧","id_token":"⟦A ID token⟧","expires_in":7200}',
  ],
  [
    "a callback with a query",
    "http://localhost:5173/callback?code=abc123&state=xyz",
    "http://localhost:5173/callback?code=⟦A code⟧&state=xyz",
  ],
  [
    "a callback with a fragment",
    `http://localhost:5173/callback#access_token=opaque&id_token=${ID_TOKEN}&scope=openid`,
    "http://localhost:5173/callback#access_token=⟦A access token⟧&id_token=⟦A ID token⟧&scope=openid",
  ],
  ["a bearer", "Bearer opaque", "Bearer ⟦A access token⟧"],
  ["a bearer in lower case", "bearer opaque", "bearer ⟦A access token⟧"],
  ["a login form", "username=ada&password=Passw0rd%21", "username=ada&password=⟦A password⟧"],
  ["a link", `{"link_with":"${ID_TOKEN}"}`, '{"link_with":"⟦A ID token⟧"}'],
  ["a token anywhere", `seen: ${ID_TOKEN}.`, "seen: ⟦A token⟧"],
  ["a token within an encoded value", `x=%22${ID_TOKEN}%22`, "x=%22⟦A token⟧%22"],
  ["an encrypted token", "eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn", "⟦A token⟧"],
  ["a token deep in JSON", `{"a":[{"b":"${ID_TOKEN}"}]}`, '{"a":[{"b":"⟦A token⟧"}]}'],
  ["Basic credentials", `Basic ${btoa("web:pass word")}`, "Basic ⟦A credentials⟧"],
  ["credentials in a message", "got 'Bearer abc123xyz' here", "got 'Bearer ⟦A access token⟧' here"],
  ["what is only called so", "Bearer token or Basic authentication needed", null],
  [
    "camelCase names in a form",
    "clientSecret=abc&codeVerifier=d",
    "clientSecret=⟦A client secret⟧&codeVerifier=⟦A code verifier⟧",
  ],
  [
    "other spellings in JSON",
    '{"accessToken":"a","Id-Token":"b","refreshToken":"c","linkWith":"d"}',
    '{"accessToken":"⟦A access token⟧","Id-Token":"⟦A ID token⟧","refreshToken":"⟦A refresh token⟧","linkWith":"⟦A ID token⟧"}',
  ],
  [
    "a name that is escaped in JSON",
    String.raw`{"access\u005ftoken":"a"}`,
    String.raw`{"access\u005ftoken":"⟦A access token⟧"}`,
  ],
  [
    "a name that is percent-encoded",
    "?access%5Ftoken=opaque&a=1",
    "?access%5Ftoken=⟦A access token⟧&a=1",
  ],
  [
    "a list of secrets",
    '{"code":["abc","def"],"x":["abc"]}',
    '{"code":["⟦A code⟧","⟦A code⟧"],"x":["abc"]}',
  ],
  [
    "a code that is a number, and the code of an error",
    '{"otp":123456,"code":20001}',
    '{"otp":⟦A code⟧,"code":20001}',
  ],
  [
    "JSON in JSON",
    JSON.stringify({ body: '{"code":"abc"}' }),
    String.raw`{"body":"{\"code\":\"⟦A code⟧\"}"}`,
  ],
  [
    "a URL in JSON",
    '{"to":"http://x/?code=abc","state":"y"}',
    '{"to":"http://x/?code=⟦A code⟧","state":"y"}',
  ],
  [
    "a URL in a parameter",
    "?to=http%3A%2F%2Fx%2F%3Fcode%3Dabc&state=y",
    "?to=http%3A%2F%2Fx%2F%3Fcode%3D⟦A code⟧&state=y",
  ],
  ["JSON that breaks off", '{"access_token":"opaq', '{"access_token":"⟦A access token⟧'],
  [
    "JSON in a script",
    `f({"access_token":"a","x":'1', id_token: 'b'})`,
    `f({"access_token":"⟦A access token⟧","x":'1', id_token: '⟦A ID token⟧'})`,
  ],
  [
    "an event of a stream",
    'data: {"access_token":"a b"}',
    'data: {"access_token":"⟦A access token⟧"}',
  ],
  ["a password in a URL", "https://user:pass@host/x?y=@", "https://⟦A credentials⟧@host/x?y=@"],
  ["a port in a URL", "http://localhost:5180/x", null],
  ["a token whose dots are encoded", `x=${ID_TOKEN.replaceAll(".", "%2E")}`, "x=⟦A token⟧"],
  [
    "a token that begins with a blank",
    `x ${btoa('{ "alg": "none" }').replaceAll("=", "")}.e30.`,
    "x ⟦A token⟧",
  ],
  [
    "the private half of a key",
    '{"kty":"EC","x":"zyxwvutsrqponmlkjihgfedcba","d":"abcdefghijklmnopqrstuvwxyz"}',
    '{"kty":"EC","x":"zyxwvutsrqponmlkjihgfedcba","d":"⟦A private key⟧"}',
  ],
  ["an escaped name in a query", "?acc%65ss_token=opaque", "?acc%65ss_token=⟦A access token⟧"],
  ["a name after a word with a colon", "code:otp=1", "code:otp=⟦A code⟧"],
  ["names that only begin or end so", "?code_x=1&xcode=2&x_code=3&tokens=4&barcode=5", null],
  ["a halved surrogate, NUL and wrong escapes", '{"\ud800":"\0","a":"%zz%C3\\uzz"}', null],
  ["text without secrets", "response_type=code&scope=openid", null],
  ["a challenge, which is public", "?code_challenge=abc", null],
])("redacts %s", (_, text, expected) => {
  expect(createRedactor().redact(text, "A")).toBe(expected ?? text);
});

test("names no owner where nobody is known", () => {
  expect(createRedactor().redact("?code=abc", null)).toBe("?code=⟦code⟧");
});

test("calls a token what the answer called it when a later request holds it", () => {
  const redactor = createRedactor();
  redactor.redact(JSON.stringify({ id_token: ID_TOKEN }), "B");
  expect(redactor.redact(`{"link_with":"${ID_TOKEN}"}`, "A")).toContain("⟦B ID token⟧");
});

test("takes the page's word for whose a token is", () => {
  const redactor = createRedactor();
  redactor.learn("opaque", { owner: "B", name: "access token" });
  expect(redactor.redact("Bearer opaque", "A")).toBe("Bearer ⟦B access token⟧");
});

test("keeps a member called __proto__ as a member", () => {
  expect(createRedactor().redact('{"__proto__":{"code":"abc"}}', "A")).toBe(
    '{"__proto__":{"code":"⟦A code⟧"}}',
  );
});

test.each([
  ["Authorization", "Bearer opaque", "Bearer ⟦A access token⟧"],
  ["Authorization", "Bearer a b", "Bearer ⟦A access token⟧"],
  ["authorization", "DPoP opaque", "DPoP ⟦A access token⟧"],
  ["Authorization", "Basic !", "Basic ⟦A credentials⟧"],
  ["Proxy-Authorization", `Basic ${btoa("a:b")}`, "Basic ⟦A credentials⟧"],
  ["Authorization", "opaque", "⟦A credentials⟧"],
  ["Authorization", "Bearer", "Bearer"],
  ["DPoP", "proof", "⟦A DPoP proof⟧"],
  ["Authorization", "own scheme", "⟦A credentials⟧"],
  ["Authorization", "Bearer ", "Bearer "],
  ["X-Api-Key", "key with blanks", "⟦A client secret⟧"],
  ["Cookie", "a=1; b=2; c", "a=⟦A cookie⟧; b=⟦A cookie⟧; ⟦A cookie⟧"],
  [
    "Set-Cookie",
    "sid=x y; Path=/; HttpOnly; Max-Age=5",
    "sid=⟦A cookie⟧; Path=/; HttpOnly; Max-Age=5",
  ],
  ["Set-Cookie", "a=1; Path=/, b=2; Secure", "a=⟦A cookie⟧; Path=/, b=⟦A cookie⟧; Secure"],
  [
    "WWW-Authenticate",
    'Bearer realm="api", error="invalid_token"',
    'Bearer realm="api", error="invalid_token"',
  ],
  ["Location", "http://x/?code=abc", "http://x/?code=⟦A code⟧"],
  ["Content-Type", "application/json", "application/json"],
])("redacts the header %s: %s", (name, value, expected) => {
  expect(writeMarkers(createRedactor().header(name, value, "A"))).toBe(expected);
});

const SECRET = "Secret-1 #'\"&=+%41\\n é";

/** Teaches a redactor {@link SECRET}, in all the ways in which it can come to know it. */
const TEACHERS: [string, (redactor: Redactor) => void][] = [
  ["the page", (redactor) => redactor.learn(SECRET, { owner: "B", name: "secret" })],
  [
    "a form",
    (redactor) => redactor.redact(new URLSearchParams({ password: SECRET }).toString(), "B"),
  ],
  ["JSON", (redactor) => redactor.redact(JSON.stringify({ clientSecret: SECRET }), "B")],
  ["a cookie", (redactor) => redactor.header("Cookie", `a=${SECRET}`, "B")],
  [
    "Basic credentials",
    (redactor) => redactor.header("Authorization", `Basic ${btoa(`a:${SECRET}`)}`, "B"),
  ],
];

/** Texts in which {@link SECRET} stands where no name tells of it. */
const ECHOES: [string, string][] = [
  ["a message", `No such value: ${SECRET}!`],
  ["JSON", JSON.stringify({ message: `not ${SECRET}.` })],
  ["a name in JSON", JSON.stringify({ [SECRET]: 1 })],
  ["JSON in JSON", JSON.stringify({ body: JSON.stringify([JSON.stringify([SECRET])]) })],
  ["a query", `http://x/?q=${encodeURIComponent(SECRET)}`],
  ["a form", `q=${encodeURIComponent(SECRET).replaceAll("%20", "+")}`],
  ["a query in a query", `?to=${encodeURIComponent(`http://x/?q=${encodeURIComponent(SECRET)}`)}`],
  ["lower case hex", encodeURIComponent(SECRET).replaceAll(/%../g, (one) => one.toLowerCase())],
  ["JSON in a query", `?q=${encodeURIComponent(JSON.stringify({ a: SECRET }))}`],
];

test.each(
  TEACHERS.flatMap(([teacher, teach]) =>
    ECHOES.map(([echo, text]) => ({ teacher, teach, echo, text })),
  ),
)("knows from $teacher what stands in $echo", ({ teach, text }) => {
  const redactor = createRedactor();
  teach(redactor);
  const redacted = redactor.redact(text, "A");
  expect(redacted).toMatch(/^[^⟦]*⟦B [a-z ]+⟧[^⟦]*$/);
  for (const part of ["Secret", "%41", "2541"]) expect(redacted).not.toContain(part);
});

test("knows an opaque token by its value, and a code that a message repeats", () => {
  const redactor = createRedactor();
  redactor.redact('{"access_token":"opaque-token-1"}', "B");
  redactor.redact("http://localhost:5173/callback?code=C0de-1234&state=s", "A");
  expect(redactor.redact('{"message":"opaque-token-1 is not for code C0de-1234"}', null)).toBe(
    '{"message":"⟦B access token⟧ is not for code ⟦A code⟧"}',
  );
});

test("puts one marker where secrets overlap, and shows no end of either", () => {
  const redactor = createRedactor();
  redactor.learn("12345678-90abcdef", { owner: "A", name: "access token" });
  redactor.learn("90abcdefgh", { owner: "B", name: "code" });
  redactor.learn("12345678", { owner: "B", name: "code" });
  expect(redactor.redact("x=12345678-90abcdefgh.", null)).toBe("x=⟦A access token⟧.");
});

test("knows a secret in the text that names it, also before its name", () => {
  const text = '{"message":"no opaque-token-1","access_token":"opaque-token-1"}';
  expect(createRedactor().redact(text, "A")).not.toContain("opaque");
});

test("shows no half of a secret at the end of a text that was cut", () => {
  const redactor = createRedactor();
  redactor.learn("opaque-token-1", { owner: "B", name: "access token" });
  const half = (text: string) => writeMarkers(redactor.pieces(text, "A", true));
  expect(half('{"message":"opaque-to')).toBe('{"message":"⟦B access token⟧');
  expect(half("x=opaque%2Dto")).toBe("x=⟦B access token⟧");
  expect(half(ID_TOKEN.slice(0, 60))).toBe("⟦A token⟧");
  expect(half('{"id_token":"abc')).toBe('{"id_token":"⟦A ID token⟧');
  expect(half("see https://user:pas")).toBe("see https://⟦A credentials⟧");
  expect(half("see http://localhost:51")).toBe("see http://localhost:51");
});

test("shows nothing of what is packed deeper than it looks", () => {
  let text = "code=abc";
  for (let depth = 0; depth < 9; depth += 1) text = encodeURIComponent(text);
  expect(createRedactor().redact(`%${text}`, "A")).toBe("⟦packed too deep⟧");
});

test("keeps numbers, blanks, the order and doubled members of JSON as they were sent", () => {
  const text = '{ "b":12345678901234567890, "a":1.0,\t"a":1e400 ,"__proto__":{}, "\\u0061":"\\/" }';
  expect(createRedactor().redact(text, "A")).toBe(text);
});

test("reads JSON however deep it is nested", () => {
  const [open, close] = ['{"a":['.repeat(50_000), "]}".repeat(50_000)];
  expect(createRedactor().redact(`${open}{"code":"abc"}${close}`, "A")).toBe(
    `${open}{"code":"⟦A code⟧"}${close}`,
  );
});

const FIELDS = [
  "access_token",
  "id_token",
  "refresh_token",
  "code",
  "code_verifier",
  "client_secret",
  "password",
] as const;

/** Long enough that a secret found in a redacted text can be no accident. */
const opaque = fc.stringMatching(/^[A-Za-z0-9_~.-]{16,40}$/);
const jwt = fc
  .record({ sub: fc.string({ minLength: 8 }), nonce: fc.string() })
  .map((claims) => forgeToken(claims));
const password = fc
  .string({ unit: "grapheme-ascii", minLength: 12, maxLength: 30 })
  .map((text) => `${text}#'"&=+% ⟦x⟧`);
const secret = fc.oneof(opaque, jwt, password);
const plain = fc.dictionary(fc.stringMatching(/^x_[a-z]{1,8}$/), fc.string({ maxLength: 8 }), {
  maxKeys: 4,
});
const secrets = fc.dictionary(fc.constantFrom(...FIELDS), secret, { minKeys: 1 });

const message = fc.record({ plain, secrets }).chain(({ plain: open, secrets: hidden }) => {
  const fields = { ...open, ...hidden };
  const form = new URLSearchParams(fields).toString();
  const percent = Object.entries(fields)
    .map((pair) => pair.map(encodeURIComponent).join("="))
    .join("&");
  const texts = [
    form,
    percent,
    `http://localhost:5173/callback?${form}`,
    `http://localhost:5173/callback#${form}`,
    `http://localhost:5173/callback?x=1&${percent}#${form}`,
    JSON.stringify(fields),
    JSON.stringify([{ deep: { deeper: [fields] } }], null, 2),
  ];
  return fc.record({ text: fc.constantFrom(...texts), hidden: fc.constant(Object.values(hidden)) });
});

/** Every way in which a secret may be written into a text. */
function spellings(value: string): string[] {
  const form = new URLSearchParams({ "": value }).toString().slice(1);
  return [value, encodeURIComponent(value), form, JSON.stringify(value).slice(1, -1)];
}

test("(S 9) lets no secret through, from forms, URLs and JSON", () => {
  fc.assert(
    fc.property(message, ({ text, hidden }) => {
      const redacted = createRedactor().redact(text, "A");
      for (const spelling of hidden.flatMap(spellings)) expect(redacted).not.toContain(spelling);
      expect(redacted).toContain("⟦A ");
    }),
    { seed: 4, numRuns: 1000 },
  );
});

/** A secret that words of a text cannot be by accident. */
const planted = fc.stringMatching(/^[a-z0-9 "\\é%+&/]{4,20}$/).map((text) => `7Q${text}Zx9!`);

test("finds secrets that it knows anywhere in JSON, and changes nothing else", () => {
  const tree = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(0),
      fc.double(),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.string({ unit: "binary", maxLength: 8 }).filter((text) => !/[⟦⟧]/.test(text)),
      planted.map((text) => ({ planted: text })),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.array(fc.tuple(fc.stringMatching(/^x[a-z]{1,6}$/), tie("value")), { maxLength: 4 }),
    ),
  })).value;
  fc.assert(
    fc.property(tree, fc.constantFrom(undefined, 1), (value, indent) => {
      const found: string[] = [];
      const withoutSecrets = JSON.stringify(value, replaceWith("⟦A secret⟧", found), indent);
      const redactor = createRedactor();
      for (const text of found) redactor.learn(text, { owner: "A", name: "secret" });
      const sent = JSON.stringify(value, replaceWith(null, []), indent);
      expect(redactor.redact(sent, "B")).toBe(withoutSecrets);
    }),
    { seed: 24, numRuns: 400 },
  );
});

/** Puts the planted secrets, or what stands for them, into texts of their own. */
function replaceWith(replacement: string | null, found: string[]) {
  return (_: string, value: unknown): unknown => {
    if (typeof value !== "object" || value === null || !("planted" in value)) return value;
    found.push(String(value.planted));
    return `it is ${replacement ?? String(value.planted)}.`;
  };
}

test("never throws, and shows all but what it marks, whatever comes", () => {
  const wild = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        ..."{}[]:,\"'\\%=&?#@;⟦⟧ \n\0\ud800".split(""),
        "code=",
        '"token":',
        "eyJhbGci.",
        "Bearer ",
        "://",
        "%22",
        "\\u0022",
      ),
      fc.string({ unit: "binary", maxLength: 2 }),
    ),
    maxLength: 60,
  });
  fc.assert(
    fc.property(wild, fc.constantFrom("Authorization", "Cookie", "X"), (text, name) => {
      const redactor = createRedactor();
      for (const pieces of [
        redactor.pieces(text, "A"),
        redactor.header(name, text, "A"),
        redactor.pieces(text, "A", true),
      ]) {
        let end = 0;
        for (const piece of pieces) {
          if (typeof piece !== "string") continue;
          const at = text.indexOf(piece, end);
          expect(at).toBeGreaterThanOrEqual(end);
          end = at + piece.length;
        }
        expect(pieces).not.toContainEqual({ owner: null, name: "could not be read" });
      }
    }),
    { seed: 25, numRuns: 2000 },
  );
});

// Nothing asserts a time: work that grew with the square would outlast the runner's patience.
test("comes to an end with credentials of signs of equality", () => {
  const text = `Basic ${"=".repeat(300_000)}x`;
  expect(createRedactor().header("Authorization", text, "A")).not.toContain(text);
});

test("lets no bearer through", () => {
  fc.assert(
    fc.property(fc.oneof(opaque, jwt), fc.constantFrom("Bearer ", "bearer  "), (token, scheme) => {
      expect(createRedactor().redact(scheme + token, "A")).toBe(`${scheme}⟦A access token⟧`);
    }),
    { seed: 5 },
  );
});

test("lets no JWT through, whatever stands around it", () => {
  fc.assert(
    fc.property(fc.string(), jwt, fc.string(), (before, token, after) => {
      const [, payload = "", signature = ""] = token.split(".");
      const redacted = createRedactor().redact(`${before}${token} ${after}`, "B");
      expect(redacted).not.toContain(`${payload}.${signature}`);
    }),
    { seed: 6, numRuns: 1000 },
  );
});

test("(S 9) puts no secret into a curl command", () => {
  fc.assert(
    fc.property(message, fc.oneof(opaque, jwt), ({ text, hidden }, token) => {
      const redactor = createRedactor();
      const curl = asCurl({
        method: "POST",
        url: splitMarkers(redactor.redact(`http://localhost:5180/x?id_token=${token}`, "A")),
        headers: [["Authorization", splitMarkers(redactor.redact(`Bearer ${token}`, "A"))]],
        body: splitMarkers(redactor.redact(text, "A")),
      });
      for (const spelling of [...hidden, token].flatMap(spellings)) {
        expect(curl).not.toContain(spelling);
      }
    }),
    { seed: 7, numRuns: 500 },
  );
});

const noise = fc.string({ unit: fc.constantFrom("⟦", "⟧", "A", "B", " ", "x", "\n") });
const marker: fc.Arbitrary<Marker> = fc.record({
  owner: fc.constantFrom("A", "B", null),
  name: fc.constantFrom("code", "ID token"),
});

test("reads from a stored text what was written, whatever text and markers are", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(noise, marker)), (pieces) => {
      const stored: unknown = JSON.parse(JSON.stringify(writeMarkers(pieces)));
      expect(splitMarkers(String(stored))).toEqual(joined(pieces));
    }),
    { seed: 8, numRuns: 2000 },
  );
});

/** Pieces with each run of text in one. */
function joined(pieces: readonly WirePiece[]): WirePiece[] {
  const result: WirePiece[] = [];
  for (const piece of pieces.filter((one) => one !== "")) {
    const last = result.at(-1);
    if (typeof piece === "string" && typeof last === "string") result.splice(-1, 1, last + piece);
    else result.push(piece);
  }
  return result;
}

test("makes no marker of foreign text, and leaves it as it was", () => {
  fc.assert(
    fc.property(noise, (text) => {
      expect(joined(splitMarkers(createRedactor().redact(text, "A")))).toEqual(joined([text]));
    }),
    { seed: 9, numRuns: 2000 },
  );
});

test.each([
  ["nothing", "", []],
  ["no marker", "plain", ["plain"]],
  ["a marker", "⟦B ID token⟧", [{ owner: "B", name: "ID token" }]],
  [
    "markers side by side",
    "a⟦A code⟧⟦code⟧b",
    ["a", { owner: "A", name: "code" }, { owner: null, name: "code" }, "b"],
  ],
  ["a bracket that never closes", "⟦A code", ["⟦A code"]],
  ["a marker longer than ours are", `⟦${"x".repeat(41)}⟧`, [`⟦${"x".repeat(41)}⟧`]],
])("splits %s", (_, text, pieces) => {
  expect(splitMarkers(text)).toEqual(pieces);
});

test("shows a made-up text where a secret should stand, and nothing else there", () => {
  const redactor = createRedactor();
  redactor.pass("not-a-token");
  expect(redactor.redact('{"link_with":"not-a-token"}', "A")).toBe('{"link_with":"not-a-token"}');
  expect(redactor.header("Authorization", "Bearer not-a-token", "A")).toEqual([
    "Bearer not-a-token",
  ]);
  expect(redactor.redact('{"link_with":"not-a-token-2"}', "A")).not.toContain("not-a-token-2");
});
