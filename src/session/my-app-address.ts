import * as v from "valibot";
import { MY_APP_ANSWERS, type MyApp } from "#linking/use-cases/my-app-answers.ts";
import type { Grant } from "#protocol/authorization.ts";

/** What is asked of an app, and the flow that it says it uses. Nothing of it is secret. */
export type MyAppAddress = { readonly app: MyApp; readonly grant: Grant };

const schema = v.object({
  token: v.fallback(v.nullable(v.picklist(MY_APP_ANSWERS.token)), null),
  body: v.fallback(v.nullable(v.picklist(MY_APP_ANSWERS.body)), null),
  library: v.fallback(v.nullable(v.picklist(MY_APP_ANSWERS.library)), null),
  flow: v.fallback(v.picklist(["code", "implicit"]), "code"),
});

/** Reads answers from the query of an address. What is no answer counts as none. */
export function readMyApp(search: string): MyAppAddress {
  const query = new URLSearchParams(search);
  const { flow, ...app } = v.parse(schema, {
    token: query.get("token"),
    body: query.get("body"),
    library: query.get("library"),
    flow: query.get("flow"),
  });
  return { app, grant: flow };
}

/** The query of an address that holds the answers; empty where there are none. */
export function writeMyApp({ app, grant }: MyAppAddress): string {
  const answers = Object.entries(app).flatMap(([question, answer]) =>
    answer === null ? [] : [[question, answer]],
  );
  if (grant === "implicit") answers.push(["flow", grant]);
  return answers.length === 0 ? "" : `?${new URLSearchParams(answers).toString()}`;
}
