import type { MyAppAnswer } from "#linking/use-cases/my-app-answers.ts";

/** The question that is there before anything is answered, apart from the rest, which is loaded later. */
export const FIRST_QUESTION: {
  readonly text: string;
  readonly answers: Readonly<Record<MyAppAnswer<"token">, string>>;
} = {
  text: "Which token is in the Authorization header?",
  answers: {
    id: "An ID token",
    "current-user": "An access token with update:current_user_identities",
    "any-user": "An access token with update:users",
  },
};
