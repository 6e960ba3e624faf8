import type { Attack, AttackLab, AttackStep } from "#linking/attacks/attack.ts";
import type { People } from "#linking/attacks/people.ts";
import type { Session } from "#session/session.ts";
import { createAttackLab } from "./attack-lab.ts";
import { createLabPlayer } from "./lab-player.ts";

/** An attack with people of its own. */
type AttackPerformance = {
  readonly people: People;
  readonly lab: AttackLab;
  readonly steps: readonly AttackStep[];
};

/** Plays an attack. Nothing of an earlier performance is left when it starts again. */
export type AttackPlayer = ReturnType<typeof createAttackPlayer>;

/**
 * Makes the player of one attack.
 *
 * @param newTag letters and digits that make the accounts of a performance its own
 */
export function createAttackPlayer(session: Session, attack: Attack, newTag: () => string) {
  const player = createLabPlayer(session, "lab-attack", (popup): AttackPerformance => {
    const people = attack.people(newTag());
    const lab = createAttackLab(session, popup);
    return { people, lab, steps: attack.script(people, session.tenant) };
  });
  return { ...player, startAgain: () => player.startAgain(({ lab }) => lab.clear()) };
}
