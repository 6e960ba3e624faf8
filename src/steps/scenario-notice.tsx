import { Link } from "wouter";
import type { Scenario } from "#linking/scenarios/scenario.ts";
import type { StepRequest } from "#linking/walkthrough/requests.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import { needsUnlink } from "#session/steering.ts";
import { paths } from "#shell/paths.ts";
import { Button, classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";

/** What is broken on purpose, what it needs, and where to look for it when the request stays as it is. */
export function ScenarioNotice({
  scenario,
  request,
  walkthrough,
  onRevert,
}: {
  scenario: Scenario;
  /** What the step sends; `null` where an SDK does, or where nothing can be sent yet. */
  request: StepRequest | null;
  walkthrough: Walkthrough;
  onRevert: () => void;
}) {
  const isLinked = needsUnlink(scenario, walkthrough);
  const note = isLinked ? "It needs two users, and A and B are linked." : unchangedNote(request);
  return (
    <Callout
      tone="expected"
      title={`Broken on purpose: ${scenario.label}`}
      actions={
        <>
          {isLinked ? (
            <Link href={paths.step("unlink")} className={classFor("plain")}>
              Unlink them first
            </Link>
          ) : null}
          <Button look="small" onClick={onRevert}>
            Mend it
          </Button>
        </>
      }
    >
      {note === null ? null : <p>{note}</p>}
    </Callout>
  );
}

function unchangedNote(request: StepRequest | null): string | null {
  if (request === null || request.changed.length > 0) return null;
  return request.times === 2
    ? "The request stays as it is, and is sent twice."
    : "The request stays as it is. What goes wrong is at the tenant.";
}
