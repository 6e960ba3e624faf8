import * as v from "valibot";
import type { Account } from "#linking/walkthrough/account.ts";
import { STEP_IDS } from "#linking/walkthrough/journey.ts";
import { LANGUAGES } from "./languages.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import {
  primaryAuthorization,
  RESPONSE_MODES,
  RESPONSE_TYPES,
  secondaryAuthorization,
  type AuthorizationParameters,
  type Grant,
} from "#protocol/authorization.ts";
import type { Tenant } from "#protocol/tenant.ts";

/** An authorization request, when it comes back from storage. */
export const authorizationParameters = v.object({
  client_id: v.string(),
  response_type: v.picklist(RESPONSE_TYPES),
  response_mode: v.picklist(RESPONSE_MODES),
  audience: v.string(),
  scope: v.string(),
  redirect_uri: v.string(),
  prompt: v.string(),
  max_age: v.string(),
  connection: v.string(),
  login_hint: v.string(),
  "ext-color-scheme": v.string(),
});

const choices = v.object({
  primary: v.nullable(authorizationParameters),
  place: v.picklist(["redirect", "popup"]),
  secondary: v.nullable(authorizationParameters),
  language: v.picklist(LANGUAGES),
  scenario: v.nullable(v.object({ step: v.picklist(STEP_IDS), id: v.string() })),
  unlinkId: v.nullable(v.string()),
});

/**
 * What the reader has set up: the two login requests where they were edited, where A logs in, the
 * language of the code, what is broken on purpose, and which identity is to be unlinked. Lasts for the
 * tab; holds no token.
 */
export type Choices = v.InferOutput<typeof choices>;

/** Nothing was chosen: each step has its own default. */
export const NO_CHOICES: Choices = {
  primary: null,
  place: "redirect",
  secondary: null,
  language: "auth0-spa-js",
  scenario: null,
  unlinkId: null,
};

/** Both logins as they come, and nothing broken; the language of the code stays. */
export function freshChoices({ language }: Choices): Choices {
  return { ...NO_CHOICES, language };
}

/** Reads choices back from storage; anything unexpected gives none. */
export function parseChoices(value: unknown): Choices {
  const result = v.safeParse(choices, value);
  return result.success ? result.output : NO_CHOICES;
}

/** The login of A as it stands: edited, or the usual one. Its callback is filled in when it is sent. */
export function primaryRequest(
  { primary: edited }: Choices,
  { primary, cookie }: Walkthrough,
  tenant: Tenant,
): AuthorizationParameters {
  if (edited !== null) return edited;
  return {
    ...primaryAuthorization(tenant, grantOfLast(primary?.request), ""),
    // The tenant knows a login: without this it would answer with that account.
    prompt: primary === null && cookie === null ? "" : "login",
  };
}

/** The flow of the last login; one that brought no access token was an experiment. */
function grantOfLast(last: AuthorizationParameters | undefined): Grant {
  return last?.response_type === "token id_token" ? "implicit" : "code";
}

/** The login of B as it stands. */
export function secondaryRequest(
  { secondary: edited }: Choices,
  tenant: Tenant,
): AuthorizationParameters {
  return edited ?? secondaryAuthorization(tenant, "code", "");
}

/** Whether a login was edited since somebody logged in with it, in what its result depends on. */
export function isEditedSince(
  edited: AuthorizationParameters | null,
  sent: AuthorizationParameters | null,
): boolean {
  if (edited === null || sent === null) return false;
  const names = ["client_id", "response_type", "audience", "scope"] as const;
  return names.some((name) => edited[name] !== sent[name]);
}

/** Which login to go to. A tenant's own databases have names of their own, so those are asked for. */
export function loginHintOf({ userId, email }: Account) {
  const [provider = ""] = userId.split("|");
  return { connection: provider === "auth0" ? "" : provider, login_hint: email ?? "" };
}
