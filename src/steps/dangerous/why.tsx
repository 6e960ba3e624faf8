import type { StepFolder } from "#steps/step-folder.ts";

export const WHY: StepFolder["why"] = {
  hint: "the hole that was closed",
  text: (
    <p>
      Until October 2018 a person’s token with <code>update:current_user_identities</code> could
      name any account in the body. Whoever knew a user ID could take that account. Servers with{" "}
      <code>update:users</code> may still name one: they are trusted to have checked.
    </p>
  ),
};
