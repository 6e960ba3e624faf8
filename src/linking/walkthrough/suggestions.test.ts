import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { User } from "#protocol/management.ts";
import { suggestLinks } from "./suggestions.ts";

function user(id: string, change: Partial<User> = {}): User {
  const [provider = "", ...rest] = id.split("|");
  return {
    user_id: id,
    name: "Ada Lovelace",
    email: "ada@example.com",
    email_verified: true,
    identities: [{ provider, connection: provider, user_id: rest.join("|") }],
    ...change,
  };
}

const A = user("auth0|1");
const ids = (found: readonly { account: { userId: string } }[]) =>
  found.map(({ account }) => account.userId);

test("suggests another account with the same verified e-mail", () => {
  expect(suggestLinks(A, [A, user("google-oauth2|1001")])).toEqual({
    verified: [
      {
        account: {
          userId: "google-oauth2|1001",
          name: "Ada Lovelace",
          email: "ada@example.com",
          isEmailVerified: true,
        },
        email: "ada@example.com",
      },
    ],
    unverified: [],
  });
});

test.each([
  [true, false, "B"],
  [false, true, "A"],
  [false, false, "both"],
  [true, undefined, "B"],
])("(S 19) warns instead when it is verified at A: %s, at B: %s", (a, b, at) => {
  const other = { ...user("github|2"), email_verified: b } as User;
  const found = suggestLinks({ ...A, email_verified: a }, [other]);
  expect(found.verified).toEqual([]);
  expect(found.unverified.map((one) => one.at)).toEqual([at]);
});

test("never suggests what is linked to A, even from an old list", () => {
  const linked = { ...A, identities: [...A.identities, ...user("google-oauth2|1001").identities] };
  const moved = user("github|7", { identities: user("google-oauth2|1001").identities });
  const around = user("github|8", {
    identities: [...user("github|8").identities, ...A.identities],
  });
  const found = suggestLinks(linked, [linked, user("google-oauth2|1001"), moved, around]);
  expect(found).toEqual({ verified: [], unverified: [] });
});

test.each([
  ["ADA@Example.com", 1],
  [" ada@example.com ", 1],
  ["bob@example.com", 0],
  ["", 0],
])("takes %j for the same e-mail %i times", (email, count) => {
  expect(suggestLinks(A, [user("github|2", { email })]).verified).toHaveLength(count);
});

test("does not take letters for the same that only look so", () => {
  const kate = user("auth0|1", { email: "kate@example.com" });
  expect(suggestLinks(kate, [user("github|2", { email: "\u212Aate@example.com" })])).toEqual({
    verified: [],
    unverified: [],
  });
});

test("suggests nothing where A has no e-mail", () => {
  const { email: _, ...rest } = A;
  const other = user("sms|2");
  const { email: __, ...otherRest } = other;
  expect(suggestLinks(rest, [otherRest]).verified).toEqual([]);
});

test("suggests only what is verified at both and is not A, whatever the list holds", () => {
  const anyUser = fc
    .record({
      id: fc.constantFrom("auth0|1", "google-oauth2|1001", "github|2"),
      email: fc.constantFrom("ada@example.com", "ADA@example.com", "bob@example.com"),
      isVerified: fc.boolean(),
    })
    .map(({ id, email, isVerified }) => user(id, { email, email_verified: isVerified }));
  fc.assert(
    fc.property(anyUser, fc.array(anyUser), (primary, users) => {
      const { verified, unverified } = suggestLinks(primary, users);
      for (const { account } of verified) {
        expect(primary.email_verified && account.isEmailVerified).toBe(true);
      }
      for (const { account } of unverified) {
        expect(primary.email_verified && account.isEmailVerified).toBe(false);
      }
      expect(ids([...verified, ...unverified])).not.toContain(primary.user_id);
    }),
  );
});
