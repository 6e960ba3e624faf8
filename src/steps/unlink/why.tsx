import type { StepFolder } from "#steps/step-folder.ts";

export const WHY: StepFolder["why"] = {
  hint: "what does not come back",
  text: (
    <p>
      Unlinking makes a user of the identity again, with its old user ID and no metadata. The
      primary’s own identity cannot be taken off. auth0.js has no unlink: send the request yourself,
      with an access token here too.
    </p>
  ),
};
