/** Scopes of a sign-in that is to link: who the person is, read the own user, change its identities. */
export const LINKING_SCOPE =
  "openid profile email read:current_user update:current_user_identities";

/** Scopes of a sign-in that only proves who owns the second account. */
export const PROOF_SCOPE = "openid profile email";

/** Lets a person's token read its own user, metadata included. */
export const OWN_USER_SCOPE = "read:current_user";

/** A scope value with one scope more, or without it. */
export function withScope(scope: string, name: string, wanted: boolean): string {
  const others = parseScope(scope).filter((other) => other !== name);
  return [...others, ...(wanted ? [name] : [])].join(" ");
}

/** Splits a scope value into its names, each once. @see RFC 6749 section 3.3 */
export function parseScope(scope: string): readonly string[] {
  return [...new Set(scope.split(" ").filter((name) => name !== ""))];
}

/** Sets what was asked beside what was given, in the order asked. */
export function compareScopes(
  requested: string,
  granted: string,
): readonly { scope: string; isGranted: boolean }[] {
  const given = new Set(parseScope(granted));
  return parseScope(requested).map((scope) => ({ scope, isGranted: given.has(scope) }));
}
