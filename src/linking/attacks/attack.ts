import type { LabCopy, LabStep, Role } from "#linking/labs/lab.ts";
import type { PolicyName } from "#linking/use-cases/use-cases.ts";
import type { NamedRequest } from "#protocol/named-request.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { People, Person } from "./people.ts";

/** What the API said. `message` is empty where it refused nothing. */
export type Answer = { readonly status: number; readonly message: string; readonly body: unknown };

/** What the steps of an attack can do. What they change is put back, whatever comes of them. */
export type AttackLab = {
  readonly createAccounts: (...people: readonly Person[]) => Promise<void>;
  /** Deletes all accounts that were made, whoever they belong to by now. */
  readonly clear: () => Promise<void>;
  /** An access token of somebody's, or of the app's server. */
  readonly mintToken: (of: Person | "server", scope: string) => Promise<string>;
  /** @param policy the rules that the tenant goes by for this one request, if not by those it has */
  readonly send: (request: NamedRequest, policy?: PolicyName) => Promise<Answer>;
  /** A login by the reader. @returns the ID of the user that it opened */
  readonly logIn: (person: Person) => Promise<string>;
};

/** A request of a step: planned, printed and sent as it is. */
export type Sending = {
  readonly title: string;
  /** With the tokens that there are by now. */
  readonly request: () => NamedRequest;
  readonly expects: number;
  /** Left out where the rules make no difference. */
  readonly policy?: PolicyName;
  /** That the request is taken is what the attack warns of. */
  readonly isTheft?: boolean;
  /** Is given the answer. */
  readonly keep?: (answer: Answer) => void;
};

/** One step: who does what, in one sentence. */
export type AttackStep = LabStep<AttackLab> & {
  readonly who: Role | "server" | "LinkLab";
  readonly sends: Sending | null;
};

/** An attack: words, people, and a script. */
export type Attack = LabCopy & {
  readonly id: "user-id" | "same-address";
  /** @param tag letters and digits that no other performance has */
  readonly people: (tag: string) => People;
  readonly script: (people: People, tenant: Tenant) => readonly AttackStep[];
  /** What is to be understood, and after which step it can be seen, counted from 1. */
  readonly insight: { readonly after: number; readonly title: string; readonly text: string };
};
