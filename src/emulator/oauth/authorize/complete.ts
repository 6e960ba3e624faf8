import type { Core } from "#emulator/core.ts";
import { randomId } from "#emulator/ids.ts";
import type { AuthorizationRequest, Grant } from "#emulator/model.ts";
import type { LiveSession } from "#emulator/oauth/sessions.ts";
import type { OutcomeRuleId } from "#emulator/rules/tables.ts";
import { issueAccessToken, issueIdToken } from "#emulator/oauth/token/issue.ts";
import { requireSigner } from "#emulator/oauth/token/sign.ts";

/** An authorization code is good for this many milliseconds (RFC 6749 section 4.1.2: at most 10 min). */
const CODE_LIFETIME = 60_000;

/** What a successful authorization response says, and by which rule. */
export type AuthorizationOutcome = {
  rule: OutcomeRuleId;
  values: Readonly<Record<string, string>>;
};

/** Makes the parameters of a successful authorization response: a code, or the tokens themselves. */
export async function completeAuthorization(
  core: Core,
  request: AuthorizationRequest,
  { session, user }: LiveSession,
): Promise<AuthorizationOutcome> {
  const grant: Grant = {
    id: randomId(core.random, 22),
    clientId: request.clientId,
    identityKey: session.identityKey,
    scopes: request.scopes,
    audience: request.audience,
    sid: session.sid,
    authTime: session.authTime,
    isAuthTimeAsked: request.maxAge !== undefined || request.prompts.has("login"),
    nonce: request.nonce,
  };
  if (request.responseTypes.has("code")) {
    const code = randomId(core.random, 43);
    core.store.codes.set(code, {
      grant,
      redirectUri: request.redirectUri,
      codeChallenge: request.codeChallenge,
      expiresAt: core.clock() + CODE_LIFETIME,
      isUsed: false,
    });
    return { rule: "authorization-code", values: { code } };
  }

  requireSigner();
  const application = core.config.applications.get(request.clientId);
  if (application === undefined) throw new TypeError("the application is gone");
  const issued = request.responseTypes.has("token")
    ? await issueAccessToken(core, grant, user, "implicit")
    : undefined;
  const granted = grant.scopes.join(" ");
  const values = {
    ...(issued === undefined
      ? {}
      : {
          access_token: issued.token,
          ...(granted === request.requestedScope ? {} : { scope: granted }),
          expires_in: String(issued.expiresIn),
          token_type: "Bearer",
        }),
    ...(request.responseTypes.has("id_token")
      ? {
          id_token: await issueIdToken(core, application, grant, user, {
            endpoint: "authorize",
            accessToken: issued?.token,
          }),
        }
      : {}),
  };
  return { rule: "authorization-tokens", values };
}
