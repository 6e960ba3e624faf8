import { addressCases } from "#test/contract/cases/addresses.ts";
import { badInputCases } from "#test/contract/cases/bad-input.ts";
import { bearerCases } from "#test/contract/cases/bearers.ts";
import { claimCases } from "#test/contract/cases/claims.ts";
import { clientCases } from "#test/contract/cases/clients.ts";
import { controlCases } from "#test/contract/cases/control.ts";
import { documentedCases } from "#test/contract/cases/documented.ts";
import { endingCases } from "#test/contract/cases/endings.ts";
import { faultCases } from "#test/contract/cases/faults.ts";
import { identityCases } from "#test/contract/cases/identities.ts";
import { loginCases } from "#test/contract/cases/logins.ts";
import { metadataCases } from "#test/contract/cases/metadata.ts";
import { newUserCases } from "#test/contract/cases/new-users.ts";
import { originCases } from "#test/contract/cases/origins.ts";
import { peopleCases } from "#test/contract/cases/people.ts";
import { policyCases } from "#test/contract/cases/policies.ts";
import { queryCases } from "#test/contract/cases/queries.ts";
import { requestCases } from "#test/contract/cases/requests.ts";
import { responseCases } from "#test/contract/cases/responses.ts";
import { secondaryCases } from "#test/contract/cases/secondaries.ts";
import { tokenCases } from "#test/contract/cases/tokens.ts";
import { userCases } from "#test/contract/cases/users.ts";
import type { ContractCase } from "./world.ts";

/** The whole contract, by subject. */
export const contract: readonly [subject: string, cases: readonly ContractCase[]][] = [
  ["authorization requests", requestCases],
  ["authorization responses", responseCases],
  ["claims", claimCases],
  ["logins", loginCases],
  ["people", peopleCases],
  ["tokens", tokenCases],
  ["clients", clientCases],
  ["bearers", bearerCases],
  ["identities", identityCases],
  ["endings", endingCases],
  ["secondary accounts", secondaryCases],
  ["documented errors", documentedCases],
  ["users", userCases],
  ["metadata", metadataCases],
  ["queries", queryCases],
  ["new users", newUserCases],
  ["origins", originCases],
  ["policies", policyCases],
  ["addresses", addressCases],
  ["control API", controlCases],
  ["faults", faultCases],
  ["bad input", badInputCases],
];
