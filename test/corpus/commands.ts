import { BASH_CASES } from "./commands/bash.ts";
import { CLIENT_CASES } from "./commands/clients.ts";
import type { CommandCase } from "./commands/command-case.ts";
import { WINDOWS_CASES } from "./commands/windows.ts";

/** Commands that people paste, and the request that each sends. */
export const COMMAND_CASES: readonly CommandCase[] = [
  ...BASH_CASES,
  ...WINDOWS_CASES,
  ...CLIENT_CASES,
];
