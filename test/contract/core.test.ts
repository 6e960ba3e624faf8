import { describe } from "vitest";
import { createTenant } from "#emulator/index.ts";
import { ISSUER, seededRandom } from "#test/support/tenant.ts";
import { contractPorts, holdContract } from "./hold-contract.ts";

const core = createTenant({ ...contractPorts, random: seededRandom(1), issuer: ISSUER });

describe("the core", () => holdContract(core));
