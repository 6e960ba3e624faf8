import { BEARER_CASES } from "./cases-bearer.ts";
import { SENT_CASES } from "./cases-sent.ts";
import { BODY_CASES } from "./cases-body.ts";
import { CALL_CASES } from "./cases-call.ts";
import { PARTIAL_CASES } from "./cases-partial.ts";
import type { JudgeCase } from "./fixtures.ts";

/** What exchanges are, as data. */
export const JUDGE_CASES: readonly JudgeCase[] = [
  ...SENT_CASES,
  ...BEARER_CASES,
  ...BODY_CASES,
  ...CALL_CASES,
  ...PARTIAL_CASES,
];
