import type { StepFolder } from "#steps/step-folder.ts";

export const WHY: StepFolder["why"] = {
  hint: "what the API cannot know",
  text: (
    <p>
      The API compares tokens. It cannot know whether an e-mail address is really yours, or how long
      ago somebody logged in. Checks in this page guide an honest person; they cannot stop another
      one. Where a wrong link would harm, check on a server.
    </p>
  ),
};
