import type { UseCaseNumber } from "./use-cases.ts";

/** A place where the guide contradicts itself or was published broken. */
export type GuideDefectId = "scope-in-bullet" | "scope-not-rendered" | "row-7";

/** A defect of the guide, and the use cases where it misleads. */
export type GuideDefect = {
  readonly where: string;
  readonly text: string;
  readonly useCases: readonly UseCaseNumber[];
};

/** The guide's defects, as published. */
export const GUIDE_DEFECTS: Readonly<Record<GuideDefectId, GuideDefect>> = {
  "scope-in-bullet": {
    where: "Features affected, the bullet list",
    text: "The guide’s bullet list says update:current_user_metadata. Its table, its steps and the API reference say update:current_user_identities, which is right.",
    useCases: [3, 4, 7],
  },
  "scope-not-rendered": {
    where: "The decoded access token",
    text: "The guide shows “${scope}” in the decoded access token: a variable of its page that was not filled in. The value is update:current_user_identities.",
    useCases: [4, 7],
  },
  "row-7": {
    where: "The table, against Security considerations",
    text: "The guide says two things. Its table calls this use case Affected. Its security section says that only user_id in the payload is. auth0.js sends link_with, and the guide’s own new code is this call.",
    useCases: [7],
  },
};
