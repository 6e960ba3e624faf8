import type { StepFolder } from "#steps/step-folder.ts";

export const WHY: StepFolder["why"] = {
  hint: "proof of control, not a user ID",
  text: (
    <>
      <p>
        The access token says who asks: A, and only for A’s own user. The ID token says that the
        same browser just logged in as B, at the same application. A user ID alone would say
        nothing: IDs are no secrets.
      </p>
      <p>Only the signed-in account can be the primary. To keep B instead, B has to log in as A.</p>
    </>
  ),
};
