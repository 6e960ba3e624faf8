import { addressCases } from "./addresses.ts";
import { badInputCases } from "./bad-input.ts";
import { bearerCases } from "./bearers.ts";
import { claimCases } from "./claims.ts";
import { clientCases } from "./clients.ts";
import { controlCases } from "./control.ts";
import { endingCases } from "./endings.ts";
import { faultCases } from "./faults.ts";
import { identityCases } from "./identities.ts";
import { loginCases } from "./logins.ts";
import { metadataCases } from "./metadata.ts";
import { newUserCases } from "./new-users.ts";
import { originCases } from "./origins.ts";
import { peopleCases } from "./people.ts";
import { policyCases } from "./policies.ts";
import { queryCases } from "./queries.ts";
import { requestCases } from "./requests.ts";
import { responseCases } from "./responses.ts";
import { secondaryCases } from "./secondaries.ts";
import { tokenCases } from "./tokens.ts";
import { userCases } from "./users.ts";
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
