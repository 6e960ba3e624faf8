import { grantOf, type AuthorizationParameters, type Place } from "#protocol/authorization.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import { primaryRequest, secondaryRequest } from "#session/choices.ts";
import type { SessionCore } from "#session/session-core.ts";
import { scenarioIn, withScenario } from "#session/steering.ts";

/** The logins of the walkthrough, as requests. */
export type LoginRequests = ReturnType<typeof createLoginRequests>;

/** With the look of this page, which auth0.js warns of: it knows no parameter that begins with `ext-`. */
export function withColorScheme(
  parameters: AuthorizationParameters,
  scheme: string,
): AuthorizationParameters {
  return { ...parameters, "ext-color-scheme": grantOf(parameters) === "code" ? scheme : "" };
}

/** Builds the request of a login from what the reader chose. */
export function createLoginRequests({
  ports,
  tenant,
  state,
}: Pick<SessionCore, "ports" | "tenant" | "state">) {
  /** A login as the reader has put it together. */
  function chosenRequest(step: "primary" | "secondary"): AuthorizationParameters {
    const { choices, walkthrough } = state();
    const chosen =
      step === "primary"
        ? primaryRequest(choices, walkthrough, tenant)
        : secondaryRequest(choices, tenant);
    return { ...chosen, redirect_uri: "" };
  }

  /** Where the answer goes, unless it is broken: auth0.js has a page of its own for popups. */
  function addCallback(parameters: AuthorizationParameters, place: Place): AuthorizationParameters {
    const isOwnPage = place === "popup" && grantOf(parameters) === "implicit";
    const redirectUri = ports.appUrl + (isOwnPage ? CALLBACK_PATHS.popup : CALLBACK_PATHS.page);
    return {
      ...withColorScheme(parameters, ports.colorScheme()),
      redirect_uri: parameters.redirect_uri || redirectUri,
    };
  }

  return {
    chosenRequest,

    /** A login as it will be sent, with what is broken in it. */
    loginRequest: (step: "primary" | "secondary"): AuthorizationParameters => {
      const { choices } = state();
      const parameters = withScenario(chosenRequest(step), scenarioIn(choices, step));
      return addCallback(parameters, step === "primary" ? choices.place : "popup");
    },

    /** B's login with nothing broken in it, as it is sent once more after the link. */
    linkedLoginRequest: (): AuthorizationParameters =>
      addCallback(chosenRequest("secondary"), "popup"),
  };
}
