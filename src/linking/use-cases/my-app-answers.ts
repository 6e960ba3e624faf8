/** What can be said of an app that links or unlinks. Short names, since they stand in addresses. */
export const MY_APP_ANSWERS = {
  /** The bearer token; of an access token, the scope that decides. */
  token: ["id", "current-user", "any-user"],
  /** What names the second account; `none` for a DELETE, which has no body. */
  body: ["link_with", "user_id", "none"],
  library: ["react", "spa-js", "auth0-js", "server", "http"],
} as const;

/** A question about an app. */
export type MyAppQuestion = keyof typeof MY_APP_ANSWERS;

/** An answer to a question. */
export type MyAppAnswer<Q extends MyAppQuestion> = (typeof MY_APP_ANSWERS)[Q][number];

/** An app of which all is said. */
export type CompleteApp = { readonly [Q in MyAppQuestion]: MyAppAnswer<Q> };

/** The answers so far; `null` where there is none yet. */
export type MyApp = { readonly [Q in MyAppQuestion]: MyAppAnswer<Q> | null };
