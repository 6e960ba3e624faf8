import * as v from "valibot";
import { STEP_IDS } from "#linking/walkthrough/journey.ts";

const undo = v.variant("kind", [
  v.object({
    kind: v.literal("scenario"),
    step: v.picklist(STEP_IDS),
    id: v.string(),
    owners: v.object({ A: v.string(), B: v.string() }),
  }),
  v.object({ kind: v.literal("policy"), policy: v.string() }),
  v.object({ kind: v.literal("users"), userIds: v.array(v.string()) }),
  v.object({ kind: v.literal("link"), userId: v.string(), secondaryUserId: v.string() }),
]);

/**
 * What puts a change of the tenant back, by name and never with a token: end a scenario, go by the
 * earlier policy, remove users, unlink two accounts.
 */
export type Undo = v.InferOutput<typeof undo>;

/** What the tab's storage holds: undos, each with the origin of its tenant. */
export const registeredUndos = v.array(v.object({ tenant: v.string(), undo }));

/** An undo and the origin of the tenant that it is for. */
export type RegisteredUndo = v.InferOutput<typeof registeredUndos>[number];

/** What is left at the tenant as long as it is not undone. */
export function describeLeft(left: Undo): string {
  switch (left.kind) {
    case "scenario":
      return "What was broken on purpose for a step may still be broken.";
    case "policy":
      return `The tenant goes by other rules than before: it was “${left.policy}”.`;
    case "users":
      return `Users were made for a run and may still be there: ${left.userIds.join(" and ")}.`;
    case "link":
      return `${left.secondaryUserId} (B) may still be linked to ${left.userId} (A).`;
  }
}
