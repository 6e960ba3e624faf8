import { afterAll, describe } from "vitest";
import { serveTenant } from "#emulator/hosts/node.ts";
import { seededRandom } from "#test/support/tenant.ts";
import { contractPorts, holdContract } from "./hold-contract.ts";
import { overHttp } from "./world.ts";

const served = await serveTenant({ ...contractPorts, random: seededRandom(2), port: 0 });
afterAll(() => served.close());

describe("the Node host", () => holdContract(overHttp(served.tenant.issuer)));
