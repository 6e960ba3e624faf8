import type { StepFolder } from "#steps/step-folder.ts";

export const WHY: StepFolder["why"] = {
  hint: "what moved, what is gone",
  text: (
    <p>
      B’s profile became <code>profileData</code> of an identity. B’s metadata is nowhere: Auth0
      merges nothing. Anything your app stored under B’s user ID must move to A’s, because that ID
      answers no more.
    </p>
  ),
};
