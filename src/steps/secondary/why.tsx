import { Claim } from "#shell/claim.tsx";
import type { StepFolder } from "#steps/step-folder.ts";
import { SessionWord } from "#shell/host-context.tsx";

export const WHY: StepFolder["why"] = {
  hint: "a client of its own",
  text: (
    <>
      <p>
        A second login on the same SDK instance would replace A: its cache holds one user. A second
        instance with the same client ID keeps A’s session and gives B’s ID token.
      </p>
      <p>
        Only the tenant’s <SessionWord /> knows B now. So A’s next silent renewal by it may come
        back as B: compare <Claim name="sub" /> after every one. And never call{" "}
        <code>logout()</code> on the second instance.
      </p>
    </>
  ),
};
