import { SNIPPETS as DANGEROUS } from "#steps/dangerous/snippets.ts";
import { SNIPPETS as OLD_WAY } from "#steps/old-way/snippets.ts";
import { SNIPPETS as SECONDARY } from "#steps/secondary/snippets.ts";
import { SNIPPETS as TENANT } from "#steps/tenant/snippets.ts";
import { SNIPPETS as UNLINK } from "#steps/unlink/snippets.ts";

const STEPS = {
  dangerous: DANGEROUS,
  "old-way": OLD_WAY,
  secondary: SECONDARY,
  tenant: TENANT,
  unlink: UNLINK,
};

/**
 * The reader's code of the steps that say what an app has to change, by step and language:
 * `old-way/react`, and with `.before` what no longer works.
 */
export const STEP_CODE: ReadonlyMap<string, string> = new Map(
  Object.entries(STEPS).flatMap(([step, snippets]) =>
    snippets.flatMap(({ language, before, code }): [string, string][] => [
      [`${step}/${language}`, code],
      ...(before === null ? [] : [[`${step}/${language}.before`, before] as [string, string]]),
    ]),
  ),
);
