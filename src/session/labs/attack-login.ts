import { accountOf, type Account } from "#linking/walkthrough/account.ts";
import type { Person, Role } from "#linking/attacks/attack.ts";
import { secondaryAuthorization } from "#protocol/authorization.ts";
import { tryDecodeToken } from "#protocol/token.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { logInByPopup } from "#session/popup-login.ts";
import type { Session } from "#session/session.ts";

/**
 * A real login of the reader's as somebody of an attack, in a popup that the click has opened. The
 * tenant's cookie is theirs afterwards, and the session knows.
 *
 * @returns the account that the login opened, as its ID token says
 * @throws ProtocolError, OAuthResponseError as `SignIn.runPopup` does
 */
export async function logInAs(
  session: Session,
  { role, person, popup }: { role: Role; person: Person; popup: Window },
): Promise<Account> {
  const { ports, tenant, record } = session;
  const parameters = {
    ...secondaryAuthorization(tenant, "code", ports.appOrigin + CALLBACK_PATHS.page),
    connection: person.connection,
    login_hint: person.email,
  };
  const { runPopup } = ports.signInWith(tenant, parameters);
  const { tokens } = await logInByPopup(session, { popup, actor: role, send: runPopup });
  const { idToken } = tokens;
  if (idToken !== null) ports.log.redactor.learn(idToken, { owner: role, name: "ID token" });
  const account = accountOf(tryDecodeToken(idToken ?? "")?.claims ?? {});
  record({ type: "logged-in-at-tenant", account });
  return account;
}
