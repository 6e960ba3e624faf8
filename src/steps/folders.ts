import { TENANT } from "./tenant/tenant.ts";
import { PRIMARY } from "./primary/primary.ts";
import { OLD_WAY } from "./old-way/old-way.ts";
import { SECONDARY } from "./secondary/secondary.ts";
import { CHECK } from "./check/check.ts";
import { LINK } from "./link/link.ts";
import { CHANGES } from "./changes/changes.ts";
import { DANGEROUS } from "./dangerous/dangerous.ts";
import { UNLINK } from "./unlink/unlink.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import type { StepFolder } from "./step-folder.ts";

/** Each step's folder: a step that lacks one, or something in it, does not compile. */
export const STEP_FOLDERS: Readonly<Record<StepId, StepFolder>> = {
  tenant: TENANT,
  primary: PRIMARY,
  "old-way": OLD_WAY,
  secondary: SECONDARY,
  check: CHECK,
  link: LINK,
  changes: CHANGES,
  dangerous: DANGEROUS,
  unlink: UNLINK,
};
