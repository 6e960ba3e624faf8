import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isRefusal } from "#emulator/rules/refusal.ts";
import { toUserResponse } from "#emulator/accounts/users.ts";
import type { User } from "#emulator/model.ts";
import { compileSearch } from "./compile.ts";
import { findField } from "./fields.ts";

const PROFILE = {
  email: "Grace@Example.com",
  email_verified: false,
  given_name: "Grace",
  family_name: "Hopper",
  username: "grace",
  phone_number: "+15551234567",
  phone_verified: true,
  picture: "https://example.com/grace.png",
};
const GRACE: User = {
  userId: "auth0|1",
  identities: [
    {
      provider: "auth0",
      id: "1",
      connection: "Username-Password-Authentication",
      isSocial: false,
      profile: PROFILE,
      passwordHash: undefined,
    },
  ],
  userMetadata: { team: "cobol" },
  appMetadata: { plan: "pro" },
  isBlocked: true,
  lastPasswordReset: Date.UTC(2026, 0, 4),
  mark: {},
  createdAt: Date.UTC(2026, 0, 1),
  updatedAt: Date.UTC(2026, 0, 2),
  lastLogin: Date.UTC(2026, 0, 3),
  loginsCount: 7,
};

const shown = Object.entries(toUserResponse(GRACE)).flatMap(([name, value]) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).map(([key, one]): [string, unknown] => [`${name}.${key}`, one])
    : [[name, value] satisfies [string, unknown]],
);

test.each(shown.filter(([name]) => name !== "identities"))(
  "what a user shows as %s can be searched by it",
  (name, value) => {
    expect(findField(name)).toBeDefined();
    expect(compileSearch(`${name}:"${String(value)}"`)(GRACE)).toBe(true);
    expect(compileSearch(`_exists_:${name}`)(GRACE)).toBe(true);
  },
);

test("a search that looks at too much of what people filled is refused before anybody waits for it", () => {
  const filled = { ...GRACE, userMetadata: { a: Array.from({ length: 50_000 }, () => 1) } };
  expect(compileSearch(`user_metadata:(${"b ".repeat(9)})`)(filled)).toBe(false);
  const isFound = compileSearch(`user_metadata:(${"b ".repeat(900)})`);
  expect(() => isFound(filled)).toThrow(expect.objectContaining({ rule: "search-invalid" }));
  const objects = { ...GRACE, userMetadata: { a: Array.from({ length: 50_000 }, () => ({})) } };
  const isDeep = compileSearch(`user_metadata.a.x:(${"b ".repeat(900)})`);
  expect(() => isDeep(objects)).toThrow(expect.objectContaining({ rule: "search-invalid" }));
});

const long = (length: number) => `app_metadata.a:*${"a".repeat(length)}b*`;

test("so is one whose text between asterisks nearly fits everywhere", () => {
  const filled = { ...GRACE, appMetadata: { a: "a".repeat(100_000) } };
  expect(compileSearch(long(100))(filled)).toBe(false);
  const isFound = compileSearch(long(1800));
  const ask = () => Array.from({ length: 40 }, () => isFound(filled));
  expect(ask).toThrow(expect.objectContaining({ rule: "search-invalid" }));
});

test.each(["<# ", "é ", "{0 TO 1} ", "*xyz ", "éàè*xyz "])(
  "so is one that puts too many names into lower case, by %s",
  (term) => {
    const [main] = GRACE.identities;
    const profile = {
      ...PROFILE,
      given_name: `éàè${"É".repeat(147)}`,
      family_name: "É".repeat(150),
    };
    const filled: User = { ...GRACE, identities: [{ ...main, profile }] };
    const isFound = compileSearch(term.repeat(200).trim());
    expect([isFound(filled), isFound(filled)]).toEqual([false, false]);
    const ask = () => Array.from({ length: 20_000 }, () => isFound(filled));
    expect(ask).toThrow(expect.objectContaining({ rule: "search-invalid" }));
  },
);

const words = fc.constantFrom(
  ...'AND,OR,NOT,&&,||,(,),[,],{,},TO,*,?,-,+,!,:,",\\,^,~,/,<,>,name:,email:"a",_exists_:,logins_count:,app_metadata.a:,last_login:,2026-01,jane,<implicit>,__proto__:x'.split(
    ",",
  ),
  " ",
);

test("a search asks users or is refused by a rule, whatever it is made of", () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 14 }), (parts) => {
      try {
        expect(typeof compileSearch(parts.join(" "))(GRACE)).toBe("boolean");
        expect(typeof compileSearch(parts.join(""))(GRACE)).toBe("boolean");
      } catch (error) {
        expect(isRefusal(error), String(error)).toBe(true);
      }
    }),
    { seed: 20_261_129, numRuns: 500 },
  );
});

type Made = { text: string; holds: boolean };

const leaf = fc.constantFrom<Made>(
  { text: "given_name:grace", holds: true },
  { text: 'given_name:"ada"', holds: false },
  { text: "logins_count:[1 TO *]", holds: true },
  { text: "email:*@example.net", holds: false },
);
const negated = leaf.chain(({ text, holds }) =>
  fc.constantFrom<Made>(
    { text, holds },
    { text: `NOT ${text}`, holds: !holds },
    { text: `-${text}`, holds: !holds },
  ),
);
const joined = (part: fc.Arbitrary<Made>, operator: "AND" | "OR"): fc.Arbitrary<Made> =>
  fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => ({
    text: parts.map(({ text }) => text).join(` ${operator} `),
    holds:
      operator === "AND" ? parts.every(({ holds }) => holds) : parts.some(({ holds }) => holds),
  }));
const grouped = (part: fc.Arbitrary<Made>): fc.Arbitrary<Made> =>
  part.map(({ text, holds }) => ({ text: `(${text})`, holds }));
const disjunction = (part: fc.Arbitrary<Made>) => joined(joined(part, "AND"), "OR");

test("AND binds before OR, groups before both, and nothing gets lost on the way", () => {
  const inner = fc.oneof(negated, grouped(disjunction(negated)));
  const nested = disjunction(fc.oneof(negated, grouped(disjunction(inner))));
  const short = nested.filter(({ text }) => text.length < 2000);
  fc.assert(
    fc.property(short, ({ text, holds }) => {
      expect(compileSearch(text)(GRACE), text).toBe(holds);
    }),
    { seed: 20_261_129, numRuns: 200 },
  );
});

test("a letter that grows when it is lowered is found at the end of a text", () => {
  const [main] = GRACE.identities;
  const profile = { ...PROFILE, given_name: "GraceAİ" };
  const grace: User = { ...GRACE, identities: [{ ...main, profile }] };
  expect(compileSearch("given_name:*ceai̇")(grace)).toBe(true);
  expect(compileSearch("given_name:*ebi̇")(grace)).toBe(false);
});
