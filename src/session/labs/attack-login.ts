import { accountOf, type Account } from "#linking/walkthrough/account.ts";
import type { Person, Role } from "#linking/attacks/attack.ts";
import { createCodeSignIn } from "#login/code-sign-in.ts";
import { secondaryAuthorization } from "#protocol/authorization.ts";
import { tryDecodeToken } from "#protocol/token.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import type { Session } from "#session/session.ts";

/**
 * A real login of the reader's as somebody of an attack, in a popup that the click has opened. The
 * tenant's cookie is theirs afterwards, and the session knows.
 *
 * @returns the account that the login opened, as its ID token says
 * @throws ProtocolError, OAuthResponseError as `SignIn.runPopup` does
 */
export async function logInAs(
  { ports, tenant, record }: Session,
  { role, person, popup }: { role: Role; person: Person; popup: Window },
): Promise<Account> {
  const { log } = ports;
  const parameters = {
    ...secondaryAuthorization(tenant, "code", ports.appOrigin + CALLBACK_PATHS.page),
    connection: person.connection,
    login_hint: person.email,
  };
  let visit = 0;
  ports.setActor(role);
  try {
    const signedIn = await createCodeSignIn(tenant, parameters).runPopup(popup, (url) => {
      visit = log.start({ actor: role, kind: "page", from: "popup", method: "GET", url });
    });
    log.end(visit, { state: "answered" });
    const { idToken } = signedIn.tokens;
    if (idToken !== null) log.redactor.learn(idToken, { owner: role, name: "ID token" });
    const account = accountOf(tryDecodeToken(idToken ?? "")?.claims ?? {});
    record({ type: "logged-in-at-tenant", account });
    return account;
  } catch (error) {
    // Somebody may have logged in before it failed.
    record({ type: "logged-in-at-tenant", account: null });
    throw error;
  } finally {
    log.end(visit, { state: "cancelled" });
    if (!popup.closed) popup.close();
  }
}
