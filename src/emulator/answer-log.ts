import type { Context } from "hono";
import type { Core, TenantEnv } from "./core.ts";
import { decisionsOf } from "#emulator/rules/decisions.ts";
import { endpointAt } from "./endpoints.ts";
import type { Random, TenantLogEntry } from "./ports.ts";
import { noteRefusal, refusalAt, refuse } from "#emulator/rules/refusal.ts";
import { ALL_RULES } from "#emulator/rules/tables.ts";
import type { RuleId } from "#emulator/rules/tables.ts";

/** The header that names an answer's place in the log. Ours: no real tenant sends it. */
export const REQUEST_HEADER = "X-LinkLab-Request";

/** Takes an entry and gives its number, if the log can be read. */
export type AddToLog = (entry: TenantLogEntry) => number | undefined;

/**
 * Logs what decided each answer, and tells the caller under which number. An answer that no rule decided is
 * a failure of ours, and becomes one.
 */
export function createAnswerLog({ clock, random }: Pick<Core, "clock" | "random">, add: AddToLog) {
  return async function logAnswer(c: Context<TenantEnv>): Promise<void> {
    const { method, path } = c.env.refused ?? c.req;
    const rule = c.get("rule") ?? (await failUnruled(c, random));
    const decisions = decisionsOf(rule, endpointAt(path));
    const { evidence, source } = ALL_RULES[rule];
    const number = add({
      at: clock(),
      method,
      path,
      status: c.res.status,
      rule,
      evidence,
      source,
      delivery: c.get("delivery"),
      decisions: decisions.length === 0 ? undefined : decisions,
      because: c.get("because"),
      fault: c.get("fault") ?? c.env.fault,
      failure: c.get("failure"),
    });
    if (number !== undefined) c.header(REQUEST_HEADER, String(number));
  };
}

async function failUnruled(c: Context<TenantEnv>, random: Random): Promise<RuleId> {
  const refusal = refusalAt(c.req.path, "api-failure", "oauth-failure", "page-failure");
  c.set("failure", new Error(`no rule decided ${c.res.status}`));
  c.res = undefined; // or Hono would copy what was decided by no rule
  c.res = await refuse(c, refusal, random);
  noteRefusal(c, refusal);
  return refusal.rule;
}
