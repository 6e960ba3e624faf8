import type { Attack } from "./attack.ts";
import { sameAddressAttack } from "./same-address.ts";
import { userIdAttack } from "./user-id.ts";

/** The attacks, in the order in which they are listed. */
export const ATTACKS: readonly Attack[] = [userIdAttack, sameAddressAttack];
