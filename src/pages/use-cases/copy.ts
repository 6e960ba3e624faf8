import type { MyAppQuestion } from "#linking/use-cases/my-app.ts";
import type { Verdict } from "#linking/use-cases/judgement.ts";

/** What is asked about an app, and the answers in words. */
export const QUESTIONS: Readonly<
  Record<
    MyAppQuestion,
    { readonly text: string; readonly answers: Readonly<Record<string, string>> }
  >
> = {
  action: { text: "Does it link or unlink?", answers: { link: "It links", unlink: "It unlinks" } },
  token: {
    text: "Which token is in its Authorization header?",
    answers: { "id-token": "An ID token", "access-token": "An access token" },
  },
  scope: {
    text: "Which scope does that token have?",
    answers: {
      "update:current_user_identities": "update:current_user_identities",
      "update:users": "update:users",
    },
  },
  body: {
    text: "What in the body names the second account?",
    answers: { link_with: "link_with, its ID token", user_id: "provider and user_id" },
  },
  library: {
    text: "What sends the request?",
    answers: { "auth0.js": "auth0.js, auth0.Management", other: "Something else" },
  },
};

/** Verdicts on an app. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  affected: "Affected",
  "not-affected": "Not affected",
  "new-way": "Not affected: it is the new way",
  "not-linking": "This does not link",
  "cannot-tell": "That cannot be told yet",
};
