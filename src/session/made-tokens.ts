import type { ReplacedTokens } from "#linking/walkthrough/requests.ts";

/** Tokens that the tenant made for a scenario. They are good for that scenario and those accounts only. */
export type MadeTokens = { readonly for: string; readonly tokens: ReplacedTokens };
