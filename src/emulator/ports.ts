import type { DecisionId } from "#emulator/rules/decisions.ts";
import type { DeliveryId, RuleId } from "#emulator/rules/tables.ts";
import type { Evidence } from "./rules/rule.ts";

/** Milliseconds since the epoch. Everything the tenant dates or expires goes through it. */
export type Clock = () => number;

/** `length` random bytes: ids, codes, session cookies and key ids are made of them. */
export type Random = (length: number) => Uint8Array;

/**
 * Certifies a signing key by itself: the DER of an X.509 certificate whose subject is a name.
 * @param now when, in milliseconds since the epoch
 */
export type Certify = (
  keys: { publicKey: CryptoKey; privateKey: CryptoKey },
  name: string,
  now: number,
) => Promise<Uint8Array<ArrayBuffer>>;

/** SHA-256 of a text in UTF-8. */
export type Sha256 = (text: string) => Promise<Uint8Array>;

/** Resolves after so many milliseconds of real time. */
export type Wait = (milliseconds: number) => Promise<void>;

/** One answered request. Holds no header, body, token or query: those may be secret. */
export type TenantLogEntry = {
  /** Milliseconds since the epoch, on the tenant's clock. */
  at: number;
  method: string;
  path: string;
  status: number;
  /** The rule that decided the answer; see `rules/tables.ts`. */
  rule: RuleId;
  /** How we know that Auth0 answers so. */
  evidence: Evidence;
  /** Where that can be looked up. */
  source: string;
  /** How an authorization response went back; its status follows from this instead of the rule. */
  delivery?: DeliveryId | undefined;
  /** The conflicts of sources in which the rule takes a side; see `rules/decisions.ts`. */
  decisions?: readonly DecisionId[] | undefined;
  /** Why it was refused: the check that failed. There for every refusal. Never a part of the input. */
  because?: string | undefined;
  /** Which fault was played on the request, if one was; `hs256` is seen in the token instead. */
  fault?: string | undefined;
  /** What a handler threw unexpectedly; the caller only sees status 500. */
  failure?: unknown;
};

/** Told about every answered request, synchronously. */
export type TenantLog = (entry: TenantLogEntry) => void;
