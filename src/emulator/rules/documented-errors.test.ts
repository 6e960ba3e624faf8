import { expect, test } from "vitest";
import { DOCUMENTED_ERRORS } from "./documented-errors.ts";
import { API_RULES } from "./management.ts";

test.each(DOCUMENTED_ERRORS)("$status $text: word for word, or it says why not", (error) => {
  const rule = error.rule === undefined ? undefined : API_RULES[error.rule];
  if (rule !== undefined) expect(rule.status).toBe(error.status);
  const isVerbatim = rule?.message.replace(/\.$/, "") === error.text.replace(/\.$/, "");
  expect(isVerbatim || error.note !== undefined).toBe(true);
});
