import type { Run } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import { forgetLogins } from "./forget-logins.ts";
import { createLogOut } from "./log-out.ts";
import { createLoginRequests } from "./login-requests.ts";
import { createPageVisit } from "./page-visit.ts";
import { createPressPopup } from "./popup-press.ts";
import { createPreparation } from "./prepared-accounts.ts";
import { createPrimaryAccount } from "./primary-account.ts";
import { createRedirectFinish } from "./redirect-finish.ts";
import { createRedirectStart } from "./redirect-start.ts";
import { createRenewal } from "./renewal.ts";
import { createSecondaryLogin } from "./secondary-login.ts";

/** What of the tenant's API the logins need. */
type TenantReading = {
  readonly readUserQuietly: () => Promise<void>;
  readonly readTenant: () => Promise<void>;
};

/** What a reader can do to sign in, out of the way of one another. */
export function createSignInActions(
  core: SessionCore,
  run: Run,
  { readUserQuietly: readUser, readTenant }: TenantReading,
) {
  const requests = createLoginRequests(core);
  const primary = createPrimaryAccount(core, readUser);
  const pressPopup = createPressPopup(core, run);
  const { adoptProof, ...secondary } = createSecondaryLogin({
    core,
    requests,
    primary,
    pressPopup,
  });
  const { startRedirect, signInAgain } = createRedirectStart(core, run);

  return {
    chosenRequest: requests.chosenRequest,
    loginRequest: requests.loginRequest,
    ...createPageVisit(core),
    ...createRedirectFinish(core, run, primary),
    ...createRenewal(core, run, primary),
    ...secondary,
    ...createPreparation({ core, run, primary, readTenant, adoptProof }),
    ...createLogOut(core, run, primary),
    signInAgain,
    forgetLogins: () => forgetLogins(core, primary),

    /** Logs in as A, by leaving the page or in a popup, with the request that is printed. */
    signIn: (): Promise<void> => {
      const parameters = requests.loginRequest("primary");
      if (core.state().choices.place !== "popup") return startRedirect(parameters);
      const adopt = { parameters, expected: null, step: "primary" } as const;
      return pressPopup({
        step: "primary",
        actor: "A",
        parameters,
        adopt: (signedIn) => primary.adopt(signedIn, adopt),
      });
    },
  };
}
