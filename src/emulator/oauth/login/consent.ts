import type { Core } from "#emulator/core.ts";
import type { AuthorizationRequest, User } from "#emulator/model.ts";

/**
 * Whether the person has to be asked: always with `prompt=consent`; else only for an application of
 * somebody else, and only for what was not allowed before.
 * @see https://auth0.com/docs/get-started/applications/third-party-applications/user-consent-and-third-party-applications
 */
export function needsConsent(core: Core, request: AuthorizationRequest, user: User): boolean {
  if (request.prompts.has("consent")) return true;
  if (core.config.applications.get(request.clientId)?.isFirstParty !== false) return false;
  const given = core.store.consents.get(consentKey(request, user.userId));
  return given === undefined || request.scopes.some((scope) => !given.scopes.has(scope));
}

/** Remembers that the person allowed what this request asks for, beside what was allowed before. */
export function rememberConsent(core: Core, request: AuthorizationRequest, user: User): void {
  const key = consentKey(request, user.userId);
  const given = core.store.consents.get(key);
  core.store.consents.set(key, {
    userId: user.userId,
    clientId: request.clientId,
    audience: request.audience,
    scopes: new Set([...(given?.scopes ?? []), ...request.scopes]),
  });
}

function consentKey({ clientId, audience }: AuthorizationRequest, userId: string): string {
  return JSON.stringify([userId, clientId, audience ?? null]);
}
