import type { Core } from "#emulator/core.ts";
import { AuthorizationError, OAuthError, PageError } from "#emulator/rules/errors.ts";
import type { Application, AuthorizationRequest, ResponseMode } from "#emulator/model.ts";
import { splitWords } from "#emulator/oauth/parameters.ts";
import type { Parameters } from "#emulator/oauth/parameters.ts";
import { grantScopes } from "./scopes.ts";

/** Where the answer to an authorization request may go: checked against the application. */
export type ResponseTarget = {
  application: Application;
  redirectUri: string;
  responseMode: ResponseMode;
  state: string | undefined;
};

const RESPONSE_MODES: readonly ResponseMode[] = ["query", "fragment", "form_post", "web_message"];
const RESPONSE_TYPES = new Set(["code", "token", "id_token", "id_token token"]);
const HYBRID_TYPES = new Set(["code id_token", "code token", "code id_token token"]);
/** At Auth0 what begins with `ext-` reaches the template of the login page, and nothing else. */
const COLOR_SCHEMES = ["light", "dark"] as const;
const PROMPT_VALUES = new Set(["none", "login", "consent", "select_account"]);
/** Accepting these and not doing as they say would be worse than refusing. */
const NOT_OFFERED = [
  "request",
  "request_uri",
  "organization",
  "invitation",
  "dpop_jkt",
  "authorization_details",
  "requested_connection",
  "requested_connection_scope",
  "requested_connection_prompt",
];
/** Scopes by which SDKs ask an Action to link. Left out, a login would seem to have linked. */
const SCOPES_NOT_OFFERED = ["link_account", "unlink_account"];

/** What a login or a code remembers as it came, in characters. Ours: more than any client sends. */
export const LONGEST_PARAMETERS = {
  state: 4096,
  scope: 2048,
  nonce: 1024,
  login_hint: 1024,
} as const;

/**
 * Finds out who asks and where the answer goes. Nothing may be sent anywhere before this.
 * @throws PageError when the application or the callback is not registered, exactly as it is written
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.1
 */
export function readTarget(core: Core, parameters: Parameters): ResponseTarget {
  const clientId = parameters.get("client_id");
  if (clientId === undefined) throw new PageError("page-parameter-missing", { name: "client_id" });
  const application = core.config.applications.get(clientId);
  if (application === undefined) throw new PageError("application-unknown", { clientId });
  const redirectUri = parameters.get("redirect_uri");
  if (redirectUri === undefined)
    throw new PageError("page-parameter-missing", { name: "redirect_uri" });
  if (!application.callbacks.includes(redirectUri))
    throw new PageError("callback-mismatch", { url: redirectUri });

  const types = splitWords(parameters.get("response_type"));
  const isImplicit = types.includes("token") || types.includes("id_token");
  const asked = RESPONSE_MODES.find((mode) => mode === parameters.get("response_mode"));
  // Tokens never go into a query: it ends up in logs and Referer headers.
  const usable = isImplicit && asked === "query" ? undefined : asked;
  const responseMode = usable ?? (isImplicit ? "fragment" : "query");
  if (responseMode === "web_message") {
    const { origin } = new URL(redirectUri);
    if (!application.webOrigins.includes(origin))
      throw new PageError("web-origin-mismatch", { redirectUri });
  }
  return { application, redirectUri, responseMode, state: parameters.get("state") };
}

/**
 * Checks everything else in an authorization request.
 * @throws OAuthError, AuthorizationError to be sent to the target; PageError where the application may not use the
 * grant, of which Auth0 tells nobody but the person
 * @see https://auth0.com/docs/api/authentication/login/authorize-client
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export function readAuthorizationRequest(
  core: Core,
  parameters: Parameters,
  target: ResponseTarget,
): AuthorizationRequest {
  const { application, responseMode } = target;
  for (const name of NOT_OFFERED)
    if (parameters.has(name)) throw new OAuthError("parameter-not-offered", { name });

  const scopes = parameters.get("scope")?.split(" ") ?? [];
  for (const scope of SCOPES_NOT_OFFERED)
    if (scopes.includes(scope)) throw new OAuthError("scope-not-offered", { scope });

  for (const [name, most] of Object.entries(LONGEST_PARAMETERS))
    if ((parameters.get(name)?.length ?? 0) > most)
      throw new OAuthError("parameter-too-long", { name, most: String(most) });

  const types = readResponseTypes(parameters.get("response_type"), application);
  const askedMode = parameters.get("response_mode");
  if (askedMode !== undefined && askedMode !== responseMode)
    throw new AuthorizationError("response-mode-invalid", { mode: askedMode });
  const nonce = parameters.get("nonce");
  if (types.has("id_token") && nonce === undefined) throw new AuthorizationError("nonce-missing");

  const asked = parameters.get("audience") ?? core.config.defaultAudience;
  // Every token with openid is good for it, and without another audience it is opaque.
  const audience = asked === `${core.issuer}userinfo` ? undefined : asked;
  const api = audience === undefined ? undefined : core.config.apis.get(audience);
  if (audience !== undefined && api === undefined)
    throw new OAuthError("audience-unknown", { audience });
  const { clientId } = application;
  // Whoever consents to a login hands over an ID token, which would link their account to the developer's.
  if (audience === core.managementAudience && !application.isFirstParty)
    throw new AuthorizationError("audience-forbidden", { clientId, audience });
  const requestedScope = parameters.get("scope") ?? "";
  // A part of a text keeps all of it in memory, which is the whole address.
  return structuredClone({
    clientId,
    redirectUri: target.redirectUri,
    responseMode,
    state: target.state,
    responseTypes: types,
    requestedScope,
    scopes: grantScopes(splitWords(requestedScope), application, api, types.has("code")),
    audience,
    nonce,
    codeChallenge: types.has("code") ? readChallenge(parameters, application) : undefined,
    connection: parameters.get("connection"),
    loginHint: parameters.get("login_hint"),
    colorScheme: COLOR_SCHEMES.find((scheme) => scheme === parameters.get("ext-color-scheme")),
    prompts: readPrompts(parameters),
    isSignUp: parameters.get("screen_hint") === "signup",
    maxAge: readMaxAge(parameters),
  });
}

function readResponseTypes(value: string | undefined, application: Application): Set<string> {
  if (value === undefined) throw new OAuthError("parameter-missing", { name: "response_type" });
  const types = new Set(splitWords(value));
  const sorted = [...types].toSorted().join(" ");
  if (HYBRID_TYPES.has(sorted)) throw new AuthorizationError("hybrid-not-offered", { type: value });
  if (!RESPONSE_TYPES.has(sorted))
    throw new AuthorizationError("response-type-unsupported", { type: value });
  const grant = types.has("code") ? "authorization_code" : "implicit";
  if (!application.grantTypes.has(grant)) throw new PageError("response-type-forbidden", { grant });
  return types;
}

function readChallenge(parameters: Parameters, application: Application): string | undefined {
  const challenge = parameters.get("code_challenge");
  const method = parameters.get("code_challenge_method");
  if (challenge === undefined) {
    if (method !== undefined) throw new AuthorizationError("challenge-invalid");
    if (application.isPublic) throw new AuthorizationError("challenge-missing");
    return undefined;
  }
  if (method !== "S256" || !/^[\w-]{43}$/.test(challenge))
    throw new AuthorizationError("challenge-invalid");
  return challenge;
}

function readPrompts(parameters: Parameters): Set<string> {
  const prompts = new Set(splitWords(parameters.get("prompt")));
  const isKnown = [...prompts].every((prompt) => PROMPT_VALUES.has(prompt));
  if (!isKnown || (prompts.has("none") && prompts.size > 1))
    throw new OAuthError("parameter-invalid", { name: "prompt" });
  return prompts;
}

function readMaxAge(parameters: Parameters): number | undefined {
  const value = parameters.get("max_age");
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw new OAuthError("parameter-invalid", { name: "max_age" });
  return Number(value);
}
