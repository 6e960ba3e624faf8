import { expect, test } from "vitest";
import { judgeMyApp } from "./my-app.ts";
import { MY_APP_ANSWERS, type MyApp } from "./my-app-answers.ts";
import type { Verdict } from "./judgement.ts";
import type { FixId } from "./fixes.ts";

const NOTHING: MyApp = { token: null, body: null, library: null };

const judge = (answers: Partial<MyApp>) => judgeMyApp({ ...NOTHING, ...answers });

test("knows nothing without answers, and asks", () => {
  const advice = judge({});
  expect(advice.useCases).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(advice).toMatchObject({ verdict: null, judgement: null, fix: null, goTo: null });
  expect(advice.open).toEqual(["token", "body", "library"]);
});

test.each<[MyApp, number, Verdict, FixId | null, string]>([
  [
    { token: "id", body: "link_with", library: "spa-js" },
    1,
    "affected",
    "access-token-to-link",
    "primary",
  ],
  [{ token: "any-user", body: "user_id", library: "server" }, 2, "not-affected", null, "check"],
  [
    { token: "current-user", body: "user_id", library: "react" },
    3,
    "affected",
    "prove-the-account",
    "secondary",
  ],
  [{ token: "current-user", body: "link_with", library: "react" }, 4, "new-way", null, "link"],
  [
    { token: "id", body: "link_with", library: "auth0-js" },
    5,
    "affected",
    "access-token-in-auth0js",
    "primary",
  ],
  [{ token: "any-user", body: "link_with", library: "auth0-js" }, 6, "not-affected", null, "check"],
  [
    { token: "current-user", body: "link_with", library: "auth0-js" },
    7,
    "not-affected",
    null,
    "link",
  ],
  [
    { token: "id", body: "none", library: "http" },
    8,
    "affected",
    "access-token-to-unlink",
    "unlink",
  ],
  [{ token: "current-user", body: "none", library: "react" }, 9, "not-affected", null, "unlink"],
])("leads from %o to use case %i", (app, useCase, verdict, fix, goTo) => {
  const advice = judgeMyApp(app);
  expect(advice).toMatchObject({ useCases: [useCase], verdict, goTo, open: [] });
  expect(advice.judgement?.useCase).toBe(useCase);
  expect(advice.fix?.id ?? null).toBe(fix);
});

test("tells the change by the body that an app with an ID token sends", () => {
  const app = { token: "id", library: "react" } as const;
  expect(judge({ ...app, body: "user_id" }).fix?.id).toBe("access-token-and-proof");
  expect(judge({ ...app, body: "link_with" }).fix?.id).toBe("access-token-to-link");
});

test("tells the verdict as soon as the open questions cannot change it", () => {
  const advice = judge({ token: "id" });
  expect(advice).toMatchObject({ useCases: [1, 5, 8], verdict: "affected", fix: null });
  expect(advice.open).toEqual(["body", "library"]);
});

test("says that auth0.js has no call to unlink", () => {
  const { judgement } = judge({ token: "id", body: "none", library: "auth0-js" });
  expect(judgement?.useCase).toBe(8);
  expect(judgement?.notes.map(({ id }) => id)).toContain("auth0js-has-no-unlink");
});

test.each([
  [{ body: "user_id", library: "auth0-js" }, "auth0-js-sends-link-with"],
  [{ token: "any-user", library: "react" }, "browsers-get-no-update-users"],
  [{ token: "any-user", library: "spa-js" }, "browsers-get-no-update-users"],
] as const)("cannot tell of %o, and says why", (answers, contradiction) => {
  expect(judge(answers)).toMatchObject({
    verdict: "cannot-tell",
    contradiction,
    useCases: [],
    fix: null,
    goTo: null,
    open: [],
  });
});

test("ends in one use case or a contradiction whatever is answered", () => {
  const all = MY_APP_ANSWERS;
  const seen = new Set<number>();
  for (const token of all.token)
    for (const body of all.body)
      for (const library of all.library) {
        const advice = judgeMyApp({ token, body, library });
        expect(advice.useCases).toHaveLength(advice.contradiction === null ? 1 : 0);
        expect(advice.open).toEqual([]);
        expect(advice.fix === null).toBe(advice.verdict !== "affected");
        for (const useCase of advice.useCases) seen.add(useCase);
      }
  expect(seen).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]));
});

test.each(["any-user", "current-user"] as const)(
  "says under which condition a token of %s links with an ID token",
  (token) => {
    for (const library of MY_APP_ANSWERS.library) {
      const { judgement } = judge({ token, body: "link_with", library });
      if (judgement !== null) expect(judgement.reason.text).toContain("aud is azp of that");
    }
    expect(judge({ token, body: "link_with", library: "http" }).judgement).not.toBeNull();
  },
);
