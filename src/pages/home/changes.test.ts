import { expect, test } from "vitest";
import { STEP_CODE } from "#app/step-code.ts";
import { judgeMyApp } from "#linking/use-cases/my-app.ts";
import { MY_APP_ANSWERS } from "#linking/use-cases/my-app-answers.ts";
import { changesOf, type Change } from "./changes.ts";
import { OWN_CODE } from "./own-code.ts";

const CODE = new Map([...STEP_CODE, ...OWN_CODE]);

/** Every change of every app that is affected, with what it is for. */
function allChanges(): { of: string; change: Change }[] {
  const found: { of: string; change: Change }[] = [];
  for (const token of MY_APP_ANSWERS.token)
    for (const body of MY_APP_ANSWERS.body)
      for (const library of MY_APP_ANSWERS.library)
        for (const grant of ["code", "implicit"] as const) {
          const { fix } = judgeMyApp({ token, body, library });
          if (fix === null) continue;
          const changes = changesOf(fix.id, library, grant);
          if (library !== "http") expect(changes, `${fix.id}, ${library}`).not.toEqual([]);
          for (const change of changes) found.push({ of: `${fix.id} ${library} ${grant}`, change });
        }
  return found;
}

test("has the code of every change of every affected app", () => {
  for (const { of, change } of allChanges())
    for (const name of [change.before, change.after])
      if (name !== null) expect(CODE.get(name), `${name} for ${of}`).toBeDefined();
});

test("uses every piece of its own code", () => {
  const used = allChanges().flatMap(({ change }) => [change.before, change.after]);
  for (const name of OWN_CODE.keys()) expect(used).toContain(name);
});

test("names the implicit flow only where the app says that it uses it", () => {
  for (const { of, change } of allChanges()) {
    if (of.endsWith("implicit")) continue;
    expect(CODE.get(change.after), `${change.after} for ${of}`).not.toMatch(/token id_token/);
  }
  const implicit = changesOf("access-token-in-auth0js", "auth0-js", "implicit");
  expect(implicit.map(({ after }) => CODE.get(after)).join("")).toContain("token id_token");
});
