import type { ListedStep } from "./scene-parts.tsx";
import type { PolicyColumn } from "./attack-view.tsx";
import type { Story, StoryStep } from "#linking/attacks/attack.ts";
import { POLICY_TITLES } from "#linking/use-cases/cells.ts";
import type { StepResult, StoryState } from "#session/labs/attack-player.ts";

/** The steps of a story as far as it went. */
export function listedSteps(story: Story, state: StoryState): readonly ListedStep[] {
  return story.steps.map((step, index) => listed(step, index, state));
}

function listed(step: StoryStep, index: number, { results, cast }: StoryState): ListedStep {
  const { who, does } = step;
  const result = results[index];
  const owner = who === "A" || who === "B" ? who : null;
  const name = who === "server" ? "The app’s server" : who;
  return {
    owner,
    who: owner === null ? name : cast[owner].name,
    does,
    state: index < results.length ? "done" : index === results.length ? "next" : "later",
    outcome: result === undefined ? null : outcomeOf(result, step, cast),
  };
}

function outcomeOf(
  result: StepResult,
  { act }: StoryStep,
  cast: StoryState["cast"],
): ListedStep["outcome"] {
  switch (result.kind) {
    case "done":
      return { tone: "note", text: "done" };
    case "skipped":
      return { tone: "note", text: "skipped" };
    case "answer": {
      if (!result.isExpected) return { tone: "bad", text: `${result.status}, not as expected` };
      if (result.status >= 400) return { tone: "expected", text: String(result.status) };
      // That a link was taken is what the story warns of.
      const isTaken = act.kind === "send" && ["claim", "server-link"].includes(act.request);
      return { tone: isTaken ? "bad" : "ok", text: String(result.status) };
    }
    case "subject":
      return result.isExpected
        ? { tone: "bad", text: `sub is ${cast.A.name}’s user` }
        : { tone: "note", text: `sub: ${result.userId}` };
    case "judged":
      return result.doubts.length === 0
        ? { tone: "note", text: "nothing against it" }
        : { tone: "expected", text: `not sent: ${result.doubts.join(", ")}` };
  }
}

/** What came of the same request under each policy; nothing where a story has no policies. */
export function columnsOf(story: Story, results: readonly StepResult[]): readonly PolicyColumn[] {
  return story.steps.flatMap(({ act }, index): readonly PolicyColumn[] => {
    if (act.kind !== "send" || act.policy === null) return [];
    const result = results[index];
    const title = POLICY_TITLES[act.policy];
    if (result?.kind !== "answer") return [{ title, status: null, says: "" }];
    const says = result.status < 400 ? "Victor’s account is Mallory’s." : result.message;
    return [{ title, status: result.status, says }];
  });
}
