import type { ReactNode } from "react";
import type { StepId } from "#linking/walkthrough/journey.ts";

/** Why each step is as it is, behind a closed panel: what it says from outside, and what is in it. */
export const WHY: Readonly<Record<StepId, { hint: string; text: ReactNode }>> = {
  tenant: {
    hint: "issuer, audience, keys",
    text: (
      <>
        <p>
          The issuer ends with a slash, and so does the audience of the Management API. Both are
          compared letter by letter: without the slash the tenant knows no such API.
        </p>
        <p>
          The keys are public. With them anybody can check who signed a token, and that is what
          makes B’s ID token a proof.
        </p>
      </>
    ),
  },
  primary: {
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
          <code>sub</code>. To keep the other account, log in as that one here.
        </p>
      </>
    ),
  },
  "old-way": {
    hint: "what changed on 19 October 2018",
    text: (
      <>
        <p>
          An ID token is made for one app, and <code>aud</code> says which. An API that takes it as
          a key takes something that was never meant to open it. It has no <code>scope</code>, so it
          cannot say what it allows.
        </p>
        <p>
          The migration guide’s list names the scope <code>update:current_user_metadata</code>. Its
          table, steps and API reference say <code>update:current_user_identities</code>. The latter
          is right.
        </p>
      </>
    ),
  },
  secondary: {
    hint: "a client of its own",
    text: (
      <>
        <p>
          A second login on the same SDK instance would replace A: its cache holds one user. A
          second instance with the same client ID keeps A’s session and gives B’s ID token.
        </p>
        <p>
          Only the tenant’s cookie knows B now. So A’s next silent renewal by cookie may come back
          as B: compare <code>sub</code> after every one. And never call <code>logout()</code> on
          the second instance.
        </p>
      </>
    ),
  },
  check: {
    hint: "what the API cannot know",
    text: (
      <p>
        The API compares tokens. It cannot know whether an e-mail address is really yours, or how
        long ago somebody logged in. Checks in this page guide an honest person; they cannot stop
        another one. Where a wrong link would harm, check on a server.
      </p>
    ),
  },
  link: {
    hint: "proof of control, not a user ID",
    text: (
      <>
        <p>
          The access token says who asks: A, and only for A’s own user. The ID token says that the
          same browser just logged in as B, at the same application. A user ID alone would say
          nothing: IDs are no secrets.
        </p>
        <p>
          Only the signed-in account can be the primary. To keep B instead, B has to log in as A.
        </p>
      </>
    ),
  },
  changes: {
    hint: "what moved, what is gone",
    text: (
      <p>
        B’s profile became <code>profileData</code> of an identity. B’s metadata is nowhere: Auth0
        merges nothing. Anything your app stored under B’s user ID must move to A’s, because that ID
        answers no more.
      </p>
    ),
  },
  dangerous: {
    hint: "the hole that was closed",
    text: (
      <p>
        Until October 2018 a person’s token with <code>update:current_user_identities</code> could
        name any account in the body. Whoever knew a user ID could take that account. Servers with{" "}
        <code>update:users</code> may still name one: they are trusted to have checked.
      </p>
    ),
  },
  unlink: {
    hint: "what does not come back",
    text: (
      <p>
        Unlinking makes a user of the identity again, with its old user ID and no metadata. The
        primary’s own identity cannot be taken off. auth0.js has no unlink: send the request
        yourself, with an access token here too.
      </p>
    ),
  },
};
