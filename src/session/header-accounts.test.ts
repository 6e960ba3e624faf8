import { expect, test } from "vitest";
import { UNTOUCHED, withoutTokens, type Walkthrough } from "#linking/walkthrough/state.ts";
import { ALONE, LINKED, proved, signedIn } from "#test/support/sign-in.ts";
import { headerAccounts } from "./header-accounts.ts";

const A = { name: "Ada", provider: "password" };
const of = (walkthrough: Partial<Walkthrough>) => headerAccounts({ ...UNTOUCHED, ...walkthrough });
const PROVED: Walkthrough = { ...UNTOUCHED, ...proved() };

test("tells two people until they are linked, and nobody whose tokens are gone", () => {
  expect(of({})).toEqual({ A: null, B: null });
  expect(of(signedIn())).toEqual({ A, B: null });
  expect(of({ ...PROVED, user: ALONE })).toEqual({ A, B: { name: "Ada", provider: "Google" } });
  expect(of(withoutTokens({ ...PROVED, user: LINKED }))).toEqual({ A: null, B: null });
});

test("says after the link that B is in A, with its token or without", () => {
  const B = { name: "Google", provider: "in A" };
  expect(of({ ...PROVED, user: LINKED })).toEqual({ A, B });
  expect(of({ ...signedIn(), user: LINKED })).toEqual({ A, B });
});

test("shows a third account that was proved beside a link", () => {
  const { secondary } = PROVED;
  if (secondary === null) throw new TypeError("nobody was proved");
  const third = { ...secondary, account: { ...secondary.account, userId: "github|3" } };
  expect(of({ ...PROVED, user: LINKED, secondary: third }).B).toEqual({
    name: "Ada",
    provider: "GitHub",
  });
});
