import { grantOf, primaryAuthorization } from "#protocol/authorization.ts";
import { freshChoices } from "#session/choices.ts";
import type { Run } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import { forgetLogins } from "./forget-logins.ts";
import { leavePage, stayOnPage } from "./leave-page.ts";
import type { PrimaryAccount } from "./primary-account.ts";

/** Logs out, here and at the tenant. */
export function createLogOut(core: SessionCore, run: Run, primary: PrimaryAccount) {
  const { ports, tenant } = core;
  const { log, storage } = ports;
  const stop = () => stayOnPage(core);

  return {
    /**
     * Forgets everybody here first, so that nothing of them is left whatever comes of the rest, then
     * ends the tenant's session. With A's flow: both SDKs end the session of every account alike.
     */
    logOut: (): Promise<void> =>
      run({ step: "primary", busy: "logging-out", actor: null, stop }, async () => {
        const last = core.state().walkthrough.primary;
        const grant = last === null ? "code" : grantOf(last.request);
        const returnTo = ports.appUrl;
        log.clear();
        core.record({ type: "logged-out" });
        // A login that was put together for somebody holds their address.
        core.choose(freshChoices(core.state().choices));
        await forgetLogins(core, primary);
        const { logOut } = ports.signInWith(tenant, primaryAuthorization(tenant, grant, returnTo));
        await leavePage(core, {
          actor: null,
          depart: (onLeave) => logOut(returnTo, onLeave),
          remember: storage.saveLoggingOut,
          forget: () => storage.takeLoggingOut(),
        });
      }),
  };
}
