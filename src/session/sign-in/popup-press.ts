import type { StepId } from "#linking/walkthrough/journey.ts";
import type { SignedIn } from "#login/sign-in.ts";
import { grantOf, type AuthorizationParameters } from "#protocol/authorization.ts";
import { hasCode, ProtocolError } from "#protocol/errors.ts";
import type { Actor } from "#wire/event.ts";
import { logInByPopup } from "#session/popup-login.ts";
import type { Run } from "#session/run.ts";
import type { SessionCore } from "#session/session-core.ts";
import { scenarioIn } from "#session/steering.ts";

/** A press that logs in in a popup. */
export type PopupPress = {
  readonly step: StepId;
  readonly actor: Actor;
  readonly parameters: AuthorizationParameters;
  readonly adopt: (signedIn: SignedIn) => Promise<void> | void;
};

/** Logs in in a popup when the turn of the press has come. */
export type PressPopup = (press: PopupPress) => Promise<void>;

/**
 * Opens the popup inside the click, then lets the SDK send it on. So does a press that waits for a
 * short request: Chromium lets a page open a window for five seconds after a click, which such a
 * request may outlast. One that ends another login first opens it after that: both popups have one
 * name, and one that is closing cannot be used again.
 */
export function createPressPopup(core: SessionCore, run: Run): PressPopup {
  const { ports } = core;
  return async ({ step, actor, parameters, adopt }) => {
    let popup: Window | null = null;
    const options = {
      step,
      busy: "popup",
      of: parameters.login_hint,
      actor,
      isBreakable: true,
      atOnce: () => (popup = ports.openPopup(grantOf(parameters) !== "code")),
      drop: () => popup?.close(),
      stop: () => {
        // The SDK sees that the popup is closed, and says so.
        if (popup !== null && !popup.closed) popup.close();
        else core.stopWaiting();
      },
    } as const;
    await run(options, async () => {
      const opened = popup;
      if (opened === null) {
        core.refuse(step, "popup-blocked");
        return;
      }
      if (opened.closed) throw new ProtocolError("popup_closed", "it was closed while it waited");
      const { runPopup } = core.signInWith(parameters);
      try {
        const signedIn = await logInByPopup(core, { popup: opened, actor, send: runPopup });
        await adopt(signedIn);
      } catch (error) {
        const scenario = scenarioIn(core.state().choices, step);
        if (!scenario?.isAnsweredByPage || !hasCode(error, "popup_closed")) throw error;
        core.refuse(step, scenario.finding);
      }
    });
  };
}
