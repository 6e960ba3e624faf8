import { Claim } from "#shell/claim.tsx";
import type { StepFolder } from "#steps/step-folder.ts";

export const WHY: StepFolder["why"] = {
  hint: "what changed on 19 October 2018",
  text: (
    <>
      <p>
        An ID token is made for one app, and <Claim name="aud" /> says which. An API that takes it
        as a key takes something that was never meant to open it. It has no <Claim name="scope" />,
        so it cannot say what it allows.
      </p>
      <p>
        The migration guide’s list names the scope <code>update:current_user_metadata</code>. Its
        table, steps and API reference say <code>update:current_user_identities</code>. The latter
        is right.
      </p>
    </>
  ),
};
