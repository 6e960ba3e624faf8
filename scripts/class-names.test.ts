import { expect, test } from "vitest";
import { createClassNames } from "./class-names.ts";

test("a class has its own name and its file's", () => {
  const nameClass = createClassNames();
  expect(nameClass("page", "/src/pages/check/check.module.css")).toBe("check_page");
  expect(nameClass("call", "/src/pages/check/check.module.css")).toBe("check_call");
});

test("two files of one name are refused, since their classes would be one", () => {
  const nameClass = createClassNames();
  nameClass("page", "/src/pages/check/check.module.css");
  expect(() => nameClass("line", "/src/steps/check/check.module.css")).toThrow("alike");
});
