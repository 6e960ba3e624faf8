import { ACCOUNT_STATUS_CASES } from "#test/contract/cases/account-status.ts";
import { ADDITION_CASES } from "#test/contract/cases/additions.ts";
import { ADDRESS_CASES } from "#test/contract/cases/addresses.ts";
import { BAD_INPUT_CASES } from "#test/contract/cases/bad-input.ts";
import { BEARER_CASES } from "#test/contract/cases/bearers.ts";
import { CHALLENGE_CASES } from "#test/contract/cases/challenges.ts";
import { CLAIM_CASES } from "#test/contract/cases/claims.ts";
import { CLIENT_CASES } from "#test/contract/cases/clients.ts";
import { CONNECTION_CASES } from "#test/contract/cases/connections.ts";
import { CONTROL_CASES } from "#test/contract/cases/control.ts";
import { DEMO_ACCOUNT_CASES } from "#test/contract/cases/demo-accounts.ts";
import { DOCUMENTED_CASES } from "#test/contract/cases/documented.ts";
import { ENDING_CASES } from "#test/contract/cases/endings.ts";
import { FAULT_CASES } from "#test/contract/cases/faults.ts";
import { GATE_CASES } from "#test/contract/cases/gate.ts";
import { IDENTITY_CASES } from "#test/contract/cases/identities.ts";
import { KEY_CASES } from "#test/contract/cases/keys.ts";
import { LOGIN_CASES } from "#test/contract/cases/logins.ts";
import { METADATA_CASES } from "#test/contract/cases/metadata.ts";
import { NEW_USER_CASES } from "#test/contract/cases/new-users.ts";
import { OIDC_LOGOUT_CASES } from "#test/contract/cases/oidc-logout.ts";
import { ORIGIN_CASES } from "#test/contract/cases/origins.ts";
import { PEOPLE_CASES } from "#test/contract/cases/people.ts";
import { POLICY_CASES } from "#test/contract/cases/policies.ts";
import { PROFILE_CASES } from "#test/contract/cases/profiles.ts";
import { QUERY_CASES } from "#test/contract/cases/queries.ts";
import { REQUEST_CASES } from "#test/contract/cases/requests.ts";
import { RESPONSE_CASES } from "#test/contract/cases/responses.ts";
import { SDK_DEFAULT_CASES } from "#test/contract/cases/sdk-defaults.ts";
import { SEARCH_CASES } from "#test/contract/cases/searches.ts";
import { SECONDARY_CASES } from "#test/contract/cases/secondaries.ts";
import { SESSION_CASES } from "#test/contract/cases/sessions.ts";
import { SPELLING_CASES } from "#test/contract/cases/spellings.ts";
import { TOKEN_CASES } from "#test/contract/cases/tokens.ts";
import { TOKEN_REQUEST_CASES } from "#test/contract/cases/token-requests.ts";
import { USERINFO_CASES } from "#test/contract/cases/userinfo.ts";
import { USER_CASES } from "#test/contract/cases/users.ts";
import type { ContractCase } from "./world.ts";

/** The whole contract, by subject. */
export const CONTRACT: readonly [subject: string, cases: readonly ContractCase[]][] = [
  ["authorization requests", REQUEST_CASES],
  ["authorization responses", RESPONSE_CASES],
  ["defaults of SDKs", SDK_DEFAULT_CASES],
  ["claims", CLAIM_CASES],
  ["keys", KEY_CASES],
  ["logins", LOGIN_CASES],
  ["OpenID Connect logout", OIDC_LOGOUT_CASES],
  ["demo accounts", DEMO_ACCOUNT_CASES],
  ["people", PEOPLE_CASES],
  ["tokens", TOKEN_CASES],
  ["clients", CLIENT_CASES],
  ["token requests of SDKs", TOKEN_REQUEST_CASES],
  ["userinfo", USERINFO_CASES],
  ["bearers", BEARER_CASES],
  ["challenges", CHALLENGE_CASES],
  ["identities", IDENTITY_CASES],
  ["endings", ENDING_CASES],
  ["account status", ACCOUNT_STATUS_CASES],
  ["secondary accounts", SECONDARY_CASES],
  ["documented errors", DOCUMENTED_CASES],
  ["users", USER_CASES],
  ["profiles", PROFILE_CASES],
  ["metadata", METADATA_CASES],
  ["queries", QUERY_CASES],
  ["connections", CONNECTION_CASES],
  ["searches", SEARCH_CASES],
  ["new users", NEW_USER_CASES],
  ["origins", ORIGIN_CASES],
  ["policies", POLICY_CASES],
  ["addresses", ADDRESS_CASES],
  ["the gate", GATE_CASES],
  ["control API", CONTROL_CASES],
  ["additions and snapshots", ADDITION_CASES],
  ["sessions by call", SESSION_CASES],
  ["faults", FAULT_CASES],
  ["bad input", BAD_INPUT_CASES],
  ["spellings", SPELLING_CASES],
];
