import type { AuthorizationParameters } from "#protocol/authorization.ts";
import type { HostTraits } from "#protocol/host-traits.ts";
import type { RequestChange } from "#linking/walkthrough/attempt.ts";

/** Which token of the link is replaced. `proof` is B's ID token before the page's own check of it. */
export type TokenSlot = "bearer" | "link_with" | "proof";

/** What a change may need of the tenant's host. */
export type HostNeed = Exclude<keyof HostTraits, "hasCookies">;

/** What a scenario comes to: all of its changes together. */
export type Changes = { readonly changes: readonly Change[] };

/** What is changed, and by whom. */
export type Change =
  /** Parameters of the step's authorization request. */
  | {
      readonly by: "parameter";
      readonly set: Partial<AuthorizationParameters>;
      /** Set where it names an application that LinkLab's own tenant comes with. */
      readonly needsSeed?: true;
    }
  /** How the request differs that the step sends to the API. */
  | { readonly by: "request"; readonly way: RequestChange }
  /** A token of which one character of the signature is another. */
  | { readonly by: "tamper"; readonly slot: TokenSlot }
  /** A token that the tenant makes to order: `POST /_linklab/mint`. */
  | {
      readonly by: "mint";
      readonly slot: TokenSlot;
      readonly owner: "A" | "B";
      readonly token: MintedToken;
    }
  /** The next requests of an endpoint go wrong: `POST /_linklab/faults`. */
  | { readonly by: "fault"; readonly fault: Fault }
  /** The tenant's clock runs so many seconds beside the real one: `PUT /_linklab/clock`. */
  | { readonly by: "clock"; readonly offset: number }
  /** The Management API's bucket: `PUT /_linklab/rate-limit`. */
  | { readonly by: "bucket"; readonly burst: number; readonly per_second: number }
  /** The user is blocked: `PATCH /_linklab/users/{id}`. */
  | { readonly by: "block"; readonly owner: "A" | "B" }
  /** What no page can do to itself, in a sentence that tells the reader how. */
  | {
      readonly by: "browser";
      readonly how: string;
      /** Set where it can be done with some hosts of a tenant only. */
      readonly needs?: HostNeed;
    };

/** A mint request without whose token it is, and for which application. */
export type MintedToken = {
  readonly kind: "access_token" | "id_token";
  readonly scope?: string;
  /** Seconds from now. */
  readonly lifetime?: number;
  /** Replace those of the kind; `null` leaves a claim out. */
  readonly claims?: Readonly<Record<string, string | null>>;
  readonly algorithm?: "RS256" | "HS256" | "none";
  readonly key?: "current" | "next" | "stranger";
};

/** A fault of the tenant's control API. */
export type Fault = {
  readonly endpoint: "identities" | "users" | "token" | "authorize" | "discovery";
  readonly kind: "latency" | "rate-limit" | "failure" | "drop" | "lost" | "cors-off" | "hs256";
  /** How many requests it hits. */
  readonly count?: number;
  readonly milliseconds?: number;
  /** Seconds. */
  readonly retry_after?: number;
};
