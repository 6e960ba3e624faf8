import { exportSPKI } from "jose";
import type { JWTPayload } from "jose";
import { claimsOf as claimsAbout } from "#emulator/oauth/token/issue.ts";
import { requireSigner, signClaims, writeUnsecured } from "#emulator/oauth/token/sign.ts";
import type { Core } from "#emulator/core.ts";
import { randomId } from "#emulator/ids.ts";
import { rememberToken } from "#emulator/oauth/token/revoke.ts";
import { generateKey } from "#emulator/keys.ts";
import type { SigningKey } from "#emulator/keys.ts";
import { ControlError } from "./errors.ts";
import type { MintRequest } from "./schemas.ts";

/**
 * Signs a token with chosen claims, lifetime and algorithm. It is as good or as bad as its content: the
 * rules that judge it are those that judge every token. `HS256` is keyed with the public key in PEM, the
 * forgery that an algorithm confusion takes; `stranger` is a key of nobody.
 * @throws ControlError `body-invalid` when the chosen header makes signing impossible
 * @throws Overloaded when too many wait to be signed
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-2.1
 */
export async function mintToken(core: Core, request: MintRequest): Promise<string> {
  requireSigner();
  const token = await signToken(core, request);
  remember(core, token, request);
  return token;
}

/** As a token that somebody logged in for: it is told from one of the same second for who had the id before. */
function remember(
  core: Core,
  token: string,
  { kind, user_id, lifetime, claims }: MintRequest,
): void {
  const userId = "sub" in claims ? claims["sub"] : user_id;
  const user = typeof userId === "string" ? core.store.users.get(userId) : undefined;
  if (user === undefined) return;
  const grant = { id: randomId(core.random, 22), identityKey: user.userId };
  rememberToken(core.store, token, grant, {
    kind: kind === "id_token" ? "id" : "access",
    user,
    expiresAt: core.clock() + lifetime * 1000,
    now: core.clock(),
  });
}

async function signToken(core: Core, request: MintRequest): Promise<string> {
  const iat = Math.floor(core.clock() / 1000);
  const claims = withoutNulls({
    ...claimsOf(core, request),
    iat,
    exp: iat + request.lifetime,
    ...request.claims,
  });
  if (request.algorithm === "none") return writeUnsecured(claims);
  const key = await chooseKey(core, request.key);
  const header = { typ: "JWT", kid: key.kid, ...request.header, alg: request.algorithm };
  const secret =
    request.algorithm === "RS256"
      ? key.privateKey
      : new TextEncoder().encode(await exportSPKI(key.publicKey));
  return signClaims(claims, header, secret).catch(() => {
    throw new ControlError("body-invalid", "header: nothing can be signed with it");
  });
}

/** What a login of that user asks for unless told otherwise. */
const LOGIN_SCOPE = "openid profile email";

function claimsOf(core: Core, { kind, user_id, client_id, scope }: MintRequest): JWTPayload {
  const clientId = client_id ?? firstClientId(core);
  const whose = { iss: core.issuer, sub: user_id };
  if (kind === "bare") return {};
  if (kind === "id_token") {
    const user = core.store.users.get(user_id);
    const scopes = (scope ?? LOGIN_SCOPE).split(" ");
    return { ...(user && claimsAbout(user, scopes)), ...whose, aud: clientId };
  }
  const isForUserinfo = scope?.split(" ").includes("openid") === true;
  const { managementAudience } = core;
  return {
    ...whose,
    aud: isForUserinfo ? [managementAudience, `${core.issuer}userinfo`] : managementAudience,
    ...(scope === undefined || scope === "" ? {} : { scope }),
    azp: clientId,
  };
}

function firstClientId({ config }: Core): string {
  const [first = ""] = config.applications.keys();
  return first;
}

const strangers = new WeakMap<Core, Promise<SigningKey>>();

async function chooseKey(core: Core, name: MintRequest["key"]): Promise<SigningKey> {
  if (name !== "stranger") return (await core.keys())[name];
  const known = strangers.get(core) ?? generateKey(core.random);
  strangers.set(core, known);
  return known;
}

function withoutNulls(claims: JWTPayload): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
}
