import { Hono } from "hono";
import { answer } from "#emulator/rules/answer.ts";
import { completeAuthorization } from "./complete.ts";
import { needsConsent } from "#emulator/oauth/login/consent.ts";
import { beginLogin, connectionsOf, databaseToJoin } from "#emulator/oauth/login/login.ts";
import { readPageParameters } from "#emulator/oauth/login/form.ts";
import { queryOf, splitWords } from "#emulator/oauth/parameters.ts";
import { readAuthorizationRequest, readTarget } from "./request.ts";
import { sendAuthorizationResponse } from "./respond.ts";
import type { Core, TenantEnv } from "#emulator/core.ts";
import { AuthorizationError, OAuthError } from "#emulator/rules/errors.ts";
import { identityKey } from "#emulator/model.ts";
import type { AuthorizationRequest, Connection } from "#emulator/model.ts";
import { accountsPath, loginPath } from "#emulator/oauth/login/pages.ts";
import { readSession } from "#emulator/oauth/sessions.ts";
import type { LiveSession } from "#emulator/oauth/sessions.ts";

/**
 * The authorization endpoint: answers from a session, or leads to the page that is still needed.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1
 * @see https://auth0.com/docs/api/authentication/login/authorize-client
 */
export function createAuthorizeRoutes(core: Core): Hono<TenantEnv> {
  return new Hono<TenantEnv>().get("/authorize", async (c) => {
    const parameters = readPageParameters(queryOf(c.req.url));
    const target = readTarget(core, parameters);
    const { redirectUri, responseMode, state } = target;
    const isSilent = splitWords(parameters.get("prompt")).includes("none");
    const route = { redirectUri, responseMode, state, isSilent, isAfterForm: false };
    try {
      const request = readAuthorizationRequest(core, parameters, target);
      const connections = connectionsOf(core, { request });
      // Before anybody asks for a session: not even silently could somebody be logged in.
      if (connections.length === 0)
        throw new AuthorizationError(
          request.connection === undefined ? "connections-none" : "connection-not-found",
        );
      const live = readSession(c, core);
      if (live === undefined || !isEnough(core, live, request, connections)) {
        if (isSilent) throw new AuthorizationError("login-required");
        const [asked] = request.connection === undefined ? [] : connections;
        const isProvider = asked !== undefined && asked.strategy !== "auth0";
        const isSignUp = request.isSignUp && !isProvider;
        if (isSignUp && databaseToJoin(connections) === undefined)
          throw new AuthorizationError("signup-disabled");
        const transaction = beginLogin(c, core, request);
        return answer(
          c,
          "login-page",
          isProvider
            ? accountsPath(transaction, asked)
            : loginPath(transaction, request.isSignUp ? "signup" : "login"),
        );
      }
      if (needsConsent(core, request, live.user)) {
        if (isSilent) throw new AuthorizationError("consent-required");
        const transaction = beginLogin(c, core, request, live);
        return answer(c, "consent-page", loginPath(transaction, "consent"));
      }
      const outcome = await completeAuthorization(core, request, live);
      return await sendAuthorizationResponse(c, core, route, outcome);
    } catch (error) {
      if (!(error instanceof OAuthError || error instanceof AuthorizationError)) throw error;
      return sendAuthorizationResponse(c, core, route, error);
    }
  });
}

/** Whether the person may go on without logging in again: only as an account with which they could log in here. */
function isEnough(
  core: Core,
  { session, user }: LiveSession,
  request: AuthorizationRequest,
  connections: readonly Connection[],
): boolean {
  const { prompts, maxAge } = request;
  if (prompts.has("login") || prompts.has("select_account")) return false;
  const used = user.identities.find((identity) => identityKey(identity) === session.identityKey);
  if (!connections.some(({ name }) => name === used?.connection)) return false;
  return maxAge === undefined || (maxAge > 0 && core.clock() - session.authTime <= maxAge * 1000);
}
