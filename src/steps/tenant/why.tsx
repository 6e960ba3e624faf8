import type { StepFolder } from "#steps/step-folder.ts";

export const WHY: StepFolder["why"] = {
  hint: "issuer, audience, keys",
  text: (
    <>
      <p>
        The issuer ends with a slash, and so does the audience of the Management API. Both are
        compared letter by letter: without the slash the tenant knows no such API.
      </p>
      <p>
        The keys are public. With them anybody can check who signed a token, and that is what makes
        B’s ID token a proof.
      </p>
    </>
  ),
};
