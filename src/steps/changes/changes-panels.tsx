import { diffJson } from "#linking/walkthrough/changes.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { User } from "#protocol/management.ts";
import { Diff } from "#ui/diff.tsx";
import { Panel } from "#ui/panel.tsx";
import type { StepProps } from "#steps/step-props.ts";
import { Identities } from "./identities.tsx";

export function ChangesPanels({ walkthrough }: StepProps) {
  const { user, change } = walkthrough;
  if (user === null) return null;
  return (
    <>
      <Panel title="The user as JSON" hint={change?.after ? "before and after" : "now"}>
        <UserDiff user={user} change={change} />
      </Panel>
      <Panel title="Identities" hint="with their profile data">
        <Identities identities={user.identities} busyId={null} onUnlink={null} />
      </Panel>
    </>
  );
}

function UserDiff({ user, change }: { user: User; change: Walkthrough["change"] }) {
  return change?.after ? (
    <Diff title="The user, before and after" lines={diffJson(change.before, change.after)} />
  ) : (
    <>
      <p>These accounts were linked before this page could read the user. Here it is now.</p>
      <Diff title="The user" lines={diffJson(user, user)} />
    </>
  );
}
