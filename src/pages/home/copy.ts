import type { Contradiction } from "#linking/use-cases/my-app.ts";
import type { MyAppAnswer, MyAppQuestion } from "#linking/use-cases/my-app-answers.ts";
import type { Verdict } from "#linking/use-cases/judgement.ts";

/** The answers to the questions after the first, in words. */
export const QUESTIONS: {
  readonly [Q in Exclude<MyAppQuestion, "token">]: {
    readonly text: string;
    readonly answers: Readonly<Record<MyAppAnswer<Q>, string>>;
  };
} = {
  body: {
    text: "What is in its body?",
    answers: {
      link_with: "link_with: an ID token of the second account",
      user_id: "provider and user_id of the second account",
      none: "Nothing. It is a DELETE, which unlinks",
    },
  },
  library: {
    text: "What sends it?",
    answers: {
      react: "React with auth0-react",
      "spa-js": "auth0-spa-js",
      "auth0-js": "auth0.js, with auth0.Management",
      server: "A server",
      http: "fetch, curl or something else",
    },
  },
};

/** Verdicts on an app, with the sign that stands for their colour. */
export const VERDICTS: Readonly<
  Record<
    Verdict,
    { readonly sign: string; readonly text: string; readonly tone: "bad" | "ok" | "ink" }
  >
> = {
  affected: { sign: "✕", text: "Affected", tone: "bad" },
  "not-affected": { sign: "✓", text: "Not affected", tone: "ok" },
  "new-way": { sign: "✓", text: "Not affected: this is the new way", tone: "ok" },
  "not-linking": { sign: "?", text: "This does not link", tone: "ink" },
  "cannot-tell": { sign: "?", text: "Can’t tell", tone: "ink" },
};

/** Why answers do not go together. */
export const CONTRADICTIONS: Readonly<Record<Contradiction, string>> = {
  "auth0-js-sends-link-with":
    "auth0.js cannot have sent this: its linkUser sends link_with and nothing else. Look which code sends provider and user_id.",
  "browsers-get-no-update-users":
    "An app in a browser never gets update:users: Auth0 leaves it out of the token without an error. Look at the scope of the token itself.",
};
