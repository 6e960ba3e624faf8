import { expect, test } from "vitest";
import { documentedErrors } from "./documented-errors.ts";
import { apiRules } from "./management.ts";

test.each(documentedErrors)("$status $text: word for word, or it says why not", (error) => {
  const rule = error.rule === undefined ? undefined : apiRules[error.rule];
  if (rule !== undefined) expect(rule.status).toBe(error.status);
  const isVerbatim = rule?.message.replace(/\.$/, "") === error.text.replace(/\.$/, "");
  expect(isVerbatim || error.note !== undefined).toBe(true);
});
