import * as fc from "fast-check";
import { expect, test } from "vitest";
import { forgeToken } from "#protocol/testing.ts";
import { createRedactor, splitMarkers, type Marker } from "./redact.ts";
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
    JSON.stringify(
      { access_token: "⟦A access token⟧", id_token: "⟦A ID token⟧", expires_in: 7200 },
      null,
      2,
    ),
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
  ["a link", `{"link_with":"${ID_TOKEN}"}`, '{\n  "link_with": "⟦A ID token⟧"\n}'],
  ["a token anywhere", `seen: ${ID_TOKEN}.`, "seen: ⟦A token⟧"],
  ["a token within an encoded value", `x=%22${ID_TOKEN}%22`, "x=%22⟦A token⟧%22"],
  ["an encrypted token", "eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn", "⟦A token⟧"],
  ["a token deep in JSON", `{"a":[{"b":"${ID_TOKEN}"}]}`, /"b": "⟦A token⟧"/],
  ["text without secrets", "response_type=code&scope=openid", "response_type=code&scope=openid"],
  ["a challenge, which is public", "?code_challenge=abc", "?code_challenge=abc"],
])("redacts %s", (_, text, expected) => {
  const redacted = createRedactor().redact(text, "A");
  if (typeof expected === "string") expect(redacted).toBe(expected);
  else expect(redacted).toMatch(expected);
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
    '{\n  "__proto__": {\n    "code": "⟦A code⟧"\n  }\n}',
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

test("lets no secret through, from forms, URLs and JSON", () => {
  fc.assert(
    fc.property(message, ({ text, hidden }) => {
      const redacted = createRedactor().redact(text, "A");
      for (const spelling of hidden.flatMap(spellings)) expect(redacted).not.toContain(spelling);
      expect(redacted).toContain("⟦A ");
    }),
    { seed: 4, numRuns: 1000 },
  );
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

test("puts no secret into a curl command", () => {
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

function write(piece: string | Marker): string {
  if (typeof piece === "string") return piece;
  return piece.owner === null ? `⟦${piece.name}⟧` : `⟦${piece.owner} ${piece.name}⟧`;
}

test("splits a text into pieces that make the text again", () => {
  const noise = fc.string({ unit: fc.constantFrom("⟦", "⟧", "A", "B", " ", "x", "\n") });
  fc.assert(
    fc.property(noise, (text) => {
      expect(splitMarkers(text).map(write).join("")).toBe(text);
    }),
    { seed: 8, numRuns: 2000 },
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
