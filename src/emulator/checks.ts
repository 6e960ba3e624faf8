import { admit } from "#emulator/management/caller.ts";
import { readLinkWith, readNamedSecondary } from "#emulator/management/identities/secondary.ts";
import { POLICIES, type Policy, type PolicyName } from "./policy.ts";

/** What decides whether a caller may link and unlink: the policies, and the checks of a request. */
export type Checks = {
  policies: Readonly<Record<PolicyName, Policy>>;
  /** Of the calls that link and unlink. */
  admit: typeof admit;
  readLinkWith: typeof readLinkWith;
  readNamedSecondary: typeof readNamedSecondary;
};

/** Those of every tenant. Only tests that ask whether a missing check is noticed have others. */
export const CHECKS: Checks = { policies: POLICIES, admit, readLinkWith, readNamedSecondary };
