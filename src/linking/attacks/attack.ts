import type { FindingId } from "#linking/findings/findings.ts";
import type { PolicyName } from "#linking/use-cases/use-cases.ts";

/** `A` is the attacker, whose user survives a link; `B` is the victim. */
export type Role = "A" | "B";

/** Somebody of an attack, as the tenant is to know them. */
export type Part = {
  readonly name: string;
  /** Who it is, in a few words. */
  readonly is: string;
  readonly connection: string;
  readonly provider: string;
  /** Whose address the account has. */
  readonly address: "mallory" | "victor";
  readonly isEmailVerified: boolean;
  /** Whether the account has a password; at a provider it needs none. */
  readonly hasPassword: boolean;
};

/** A part with the IDs of one performance. */
export type Person = Part & {
  /** Without `provider|`. */
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly password: string | null;
};

/** Everybody of one performance. */
export type Accounts = Readonly<Record<Role, Person>>;

/** The requests of the attacks. */
export type AttackRequest = "claim" | "read-own" | "find" | "server-link";

/** What is done in a step. */
export type Act =
  /** Accounts are made, or made anew. */
  | { readonly kind: "create"; readonly who: readonly Role[] }
  /** An access token of A's, or of the app's server. */
  | { readonly kind: "token"; readonly of: "A" | "server"; readonly scope: string }
  | {
      readonly kind: "send";
      readonly request: AttackRequest;
      /** The rules that the tenant goes by for this request; `null` where they make no difference. */
      readonly policy: PolicyName | null;
      readonly expects: number;
    }
  /** A login by the reader. It is expected to open A's user. */
  | { readonly kind: "login"; readonly as: Role }
  /** The careful app looks at what it found before it links. */
  | { readonly kind: "check" }
  | { readonly kind: "clear" };

/** One step: who does what, in one sentence. */
export type AttackStep = {
  readonly who: Role | "server" | "LinkLab";
  readonly does: string;
  readonly act: Act;
};

/** What stops it, at both ends. */
export type StoppingCheck = {
  readonly page: string;
  readonly server: string;
};

/** An attack: data only. */
export type Attack = {
  readonly id: "user-id" | "same-address";
  readonly title: string;
  readonly lead: string;
  readonly parts: Readonly<Record<Role, Part>>;
  readonly steps: readonly AttackStep[];
  /** What is to be understood, and after which step it can be seen, counted from 1. */
  readonly insight: { readonly after: number; readonly title: string; readonly text: string };
  readonly check: StoppingCheck;
  /** What the tenant’s refusal is called, where it refuses. */
  readonly finding: FindingId | null;
};

/** Of every created account that has one. They live for a few minutes, at a tenant for trying. */
const PASSWORD = "Passw0rd!";

/**
 * The people of one performance.
 *
 * @param tag letters and digits that no other performance has
 */
export function accountsOf({ parts }: Attack, tag: string): Accounts {
  const person = (role: Role): Person => {
    const part = parts[role];
    const id = `lab-${role.toLowerCase()}-${tag}`;
    return {
      ...part,
      id,
      userId: `${part.provider}|${id}`,
      email: `${part.address}-${tag}@example.com`,
      password: part.hasPassword ? PASSWORD : null,
    };
  };
  return { A: person("A"), B: person("B") };
}
