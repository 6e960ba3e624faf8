import type { ListedStep } from "./lab-parts.tsx";
import type { PolicyColumn } from "./attack-view.tsx";
import type { Attack, AttackStep } from "#linking/attacks/attack.ts";
import { POLICY_TITLES } from "#linking/use-cases/cells.ts";
import type { StepResult, AttackState } from "#session/labs/attack-player.ts";

/** The steps of an attack as far as it went. */
export function listedSteps(attack: Attack, state: AttackState): readonly ListedStep[] {
  return attack.steps.map((step, index) => listed(step, index, state));
}

function listed(step: AttackStep, index: number, { results, accounts }: AttackState): ListedStep {
  const { who, does } = step;
  const result = results[index];
  const owner = who === "A" || who === "B" ? who : null;
  const name = who === "server" ? "The app’s server" : who;
  return {
    owner,
    who: owner === null ? name : accounts[owner].name,
    does,
    state: index < results.length ? "done" : index === results.length ? "next" : "later",
    outcome: result === undefined ? null : outcomeOf(result, step, accounts),
  };
}

function outcomeOf(
  result: StepResult,
  { act }: AttackStep,
  accounts: AttackState["accounts"],
): ListedStep["outcome"] {
  switch (result.kind) {
    case "done":
      return { tone: "note", text: "done" };
    case "skipped":
      return { tone: "note", text: "skipped" };
    case "answer": {
      if (!result.isExpected) return { tone: "bad", text: `${result.status}, not as expected` };
      if (result.status >= 400) return { tone: "expected", text: String(result.status) };
      // That a link was taken is what the attack warns of.
      const isTaken = act.kind === "send" && ["claim", "server-link"].includes(act.request);
      return { tone: isTaken ? "bad" : "ok", text: String(result.status) };
    }
    case "subject":
      return result.isExpected
        ? { tone: "bad", text: `sub is ${accounts.A.name}’s user` }
        : { tone: "note", text: `sub: ${result.userId}` };
    case "judged":
      return result.doubts.length === 0
        ? { tone: "note", text: "nothing against it" }
        : { tone: "expected", text: `not sent: ${result.doubts.join(", ")}` };
  }
}

/** What came of the same request under each policy; nothing where an attack has no policies. */
export function columnsOf(attack: Attack, results: readonly StepResult[]): readonly PolicyColumn[] {
  return attack.steps.flatMap(({ act }, index): readonly PolicyColumn[] => {
    if (act.kind !== "send" || act.policy === null) return [];
    const result = results[index];
    const title = POLICY_TITLES[act.policy];
    if (result?.kind !== "answer") return [{ title, status: null, says: "" }];
    const says = result.status < 400 ? "Victor’s account is Mallory’s." : result.message;
    return [{ title, status: result.status, says }];
  });
}
