import type { Auth0Client } from "@auth0/auth0-spa-js";

/** Call it once, when the page loads. */
export async function login(auth0: Auth0Client) {
  const answer = new URL(window.location.href);
  const has = (name: string) => answer.searchParams.has(name);
  if (has("state") && (has("code") || has("error"))) {
    // An answer is good once, so it leaves the address bar first.
    history.replaceState(null, "", answer.pathname);
    await auth0.handleRedirectCallback(answer.href);
  }
  if (!(await auth0.isAuthenticated())) await auth0.loginWithRedirect();
}
