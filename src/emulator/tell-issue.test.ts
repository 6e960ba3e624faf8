import * as v from "valibot";
import { expect, test } from "vitest";
import { tellIssue } from "./tell-issue.ts";

const TOLD: [schema: v.GenericSchema, value: unknown, text: string][] = [
  [v.object({}), "DB_PASSWORD=hunter2", "Invalid type: Expected Object but received string"],
  [v.string(), 123456789, "Invalid type: Expected string but received number"],
  [v.string(), ["a"], "Invalid type: Expected string but received Array"],
  [v.string(), null, "Invalid type: Expected string but received null"],
  [v.picklist(["spa"]), "web", 'Invalid type: Expected "spa" but received "web"'],
  [v.strictObject({}), { nmae: "x" }, 'Invalid key: Expected never but received "nmae"'],
  [v.object({}, "Expected settings"), "hunter2", "Expected settings"],
  [v.pipe(v.string(), v.maxLength(2)), "long", "Invalid length: Expected <=2 but received 4"],
];

test.each(TOLD)("%#: says what was expected, and repeats no text", (schema, value, text) => {
  const { issues } = v.safeParse(schema, value);
  expect(issues?.map(tellIssue)).toEqual([text]);
});
