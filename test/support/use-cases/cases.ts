import { bearerCases } from "./cases-bearer.ts";
import { sentCases } from "./cases-sent.ts";
import { bodyCases } from "./cases-body.ts";
import { callCases } from "./cases-call.ts";
import { partialCases } from "./cases-partial.ts";
import type { JudgeCase } from "./fixtures.ts";

/** What exchanges are, as data. */
export const JUDGE_CASES: readonly JudgeCase[] = [
  ...sentCases,
  ...bearerCases,
  ...bodyCases,
  ...callCases,
  ...partialCases,
];
