import { expect, test } from "vitest";
import { judgeMyApp, MY_APP_ANSWERS, type MyApp } from "./my-app.ts";
import type { Verdict } from "./judgement.ts";
import type { FixId } from "./fixes.ts";

const NOTHING: MyApp = { action: null, token: null, scope: null, body: null, library: null };
const own = "update:current_user_identities";
const any = "update:users";

test("knows nothing without answers, and asks", () => {
  const advice = judgeMyApp(NOTHING);
  expect(advice.useCases).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(advice).toMatchObject({ verdict: null, judgement: null, fix: null, goTo: null });
  expect(advice.open).toEqual(["action", "token", "scope", "body", "library"]);
});

test.each<[Partial<MyApp>, number, Verdict, FixId | null, string | null]>([
  [{ token: "id-token", library: "other" }, 1, "affected", "access-token-to-link", "primary"],
  [
    { token: "access-token", library: "other", scope: any, body: "user_id" },
    2,
    "not-affected",
    null,
    "check",
  ],
  [
    { token: "access-token", library: "other", scope: own, body: "user_id" },
    3,
    "affected",
    "prove-the-account",
    "secondary",
  ],
  [{ token: "access-token", library: "other", body: "link_with" }, 4, "new-way", null, "link"],
  [{ token: "id-token", library: "auth0.js" }, 5, "affected", "access-token-in-auth0js", "primary"],
  [{ token: "access-token", library: "auth0.js", scope: any }, 6, "not-affected", null, "check"],
  [{ token: "access-token", library: "auth0.js", scope: own }, 7, "not-affected", null, "link"],
  [{ action: "unlink", token: "id-token" }, 8, "affected", "access-token-to-unlink", "unlink"],
  [{ action: "unlink", token: "access-token" }, 9, "not-affected", null, "unlink"],
])("leads from %o to use case %i", (answers, useCase, verdict, fix, goTo) => {
  const advice = judgeMyApp({ ...NOTHING, action: "link", ...answers });
  expect(advice).toMatchObject({ useCases: [useCase], verdict, goTo, open: [] });
  expect(advice.judgement?.useCase).toBe(useCase);
  expect(advice.fix?.id ?? null).toBe(fix);
});

test("shows the body that an app with an ID token sends", () => {
  const app: MyApp = { ...NOTHING, action: "link", token: "id-token", library: "other" };
  expect(judgeMyApp({ ...app, body: "user_id" }).fix?.id).toBe("access-token-and-proof");
  expect(judgeMyApp({ ...app, body: "link_with" }).fix?.id).toBe("access-token-to-link");
});

test("tells the verdict as soon as the open questions cannot change it", () => {
  const advice = judgeMyApp({ ...NOTHING, token: "id-token" });
  expect(advice).toMatchObject({ useCases: [1, 5, 8], verdict: "affected", fix: null });
  expect(advice.open).toEqual(["action", "library"]);
});

const open = (answers: Partial<MyApp>) => judgeMyApp({ ...NOTHING, ...answers }).open;

test("asks only what still matters", () => {
  expect(open({ action: "unlink" })).toEqual(["token"]);
  expect(open({ action: "link", library: "auth0.js", token: "access-token" })).toEqual(["scope"]);
  expect(open({ action: "link", library: "other", token: "access-token" })).toEqual([
    "scope",
    "body",
  ]);
});

test("ends in one use case whatever is answered", () => {
  const all = MY_APP_ANSWERS;
  for (const action of all.action)
    for (const token of all.token)
      for (const scope of all.scope)
        for (const body of all.body)
          for (const library of all.library) {
            const advice = judgeMyApp({ action, token, scope, body, library });
            expect(advice.useCases).toHaveLength(1);
            expect(advice.open).toEqual([]);
            expect(advice.fix === null).toBe(advice.verdict !== "affected");
          }
});
