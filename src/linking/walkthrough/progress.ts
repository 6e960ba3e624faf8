import { linkedIdentities, type Walkthrough } from "./state.ts";

/** What a locked step waits for. */
export type Need = "tenant" | "primary" | "secondary" | "link";

/** What a step cannot do without; `past-link` is a link, though it was taken off again. */
export type Requirement = Need | "past-link";

/** Whether a requirement is met. */
export const IS_MET: Readonly<Record<Requirement, (state: Walkthrough) => boolean>> = {
  tenant: ({ keys }) => keys !== null,
  primary: ({ primary }) => primary?.tokens?.fitness === "fits",
  secondary: ({ secondary }) => secondary?.idToken != null,
  link: (state) => linkedIdentities(state).length > 0,
  "past-link": (state) => IS_MET.link(state) || state.unlinked !== null,
};

/** The first requirement that is not met, as what has to be done for it; `null` where all are. */
export function firstUnmet(needs: readonly Requirement[], state: Walkthrough): Need | null {
  const lacking = needs.find((need) => !IS_MET[need](state)) ?? null;
  return lacking === "past-link" ? "link" : lacking;
}
