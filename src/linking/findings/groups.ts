import type { FindingGroup } from "./finding-copy.ts";

/** The headings of the list. */
export const GROUPS: Readonly<Record<FindingGroup, { title: string; about: string }>> = {
  "sign-in": { title: "Signing in", about: "Between the button and the tokens." },
  browser: { title: "The browser", about: "What the browser stops before the tenant hears of it." },
  tokens: { title: "Tokens", about: "A’s access token as the bearer, B’s ID token as proof." },
  identities: { title: "Linking and unlinking", about: "What the two endpoints refuse." },
  tenant: {
    title: "The tenant",
    about: "Whatever was asked, the answer is not there or not good.",
  },
  page: { title: "This page", about: "What concerns LinkLab alone." },
};
