import { Claim } from "#shell/claim.tsx";
import type { StepFolder } from "#steps/step-folder.ts";

export const WHY: StepFolder["why"] = {
  hint: "two tokens, two readers",
  text: (
    <>
      <p>
        The ID token tells your app who logged in. The access token lets your app ask the API.
        Linking needs both, in different places.
      </p>
      <p>
        You will not find <code>update:current_user_identities</code> in the dashboard’s list of
        permissions. You just ask for it. What an app may not have is left out without an error.
      </p>
      <p>
        The signed-in account is always the primary: the user ID in the path must be its{" "}
        <Claim name="sub" />. To keep the other account, log in as that one here.
      </p>
    </>
  ),
};
