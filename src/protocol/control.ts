import * as v from "valibot";
import { ProtocolError } from "./errors.ts";
import { readJson, sendRequest, type Fetch } from "./http.ts";
import { parseUser, type User } from "./management.ts";

/**
 * What a tenant can do beyond its own protocols. Pages read these, never which tenant it is. A tenant
 * at Auth0 can do nothing of it.
 */
export type TenantCapabilities = {
  /** Sign tokens with chosen claims. */
  readonly canMint: boolean;
  /** Put back the accounts and applications that it came with. */
  readonly canReset: boolean;
  /** Have its time moved. */
  readonly hasClock: boolean;
  /** Fail on purpose. */
  readonly hasFaults: boolean;
  /** Tell which rule decided an answer, and how that is known of Auth0. */
  readonly hasLog: boolean;
  /** Go by the rules from before October 2018. */
  readonly hasPolicy: boolean;
  /** List its users, so that accounts of one person can be found. */
  readonly canSuggestAccounts: boolean;
};

/** The capabilities of a tenant that nobody can steer. */
export const NO_CAPABILITIES: TenantCapabilities = {
  canMint: false,
  canReset: false,
  hasClock: false,
  hasFaults: false,
  hasLog: false,
  hasPolicy: false,
  canSuggestAccounts: false,
};

/** The answer names what there is, each with its choices, which the callers here know. */
const capabilities = v.record(v.string(), v.unknown());

/** How we know that Auth0 answers so. */
export type Evidence = (typeof EVIDENCE)[number];

/** The marks, the surest first. */
export const EVIDENCE = ["recorded", "quoted", "reported", "assumed"] as const;

/** What follows a mark to make it a phrase. */
export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  recorded: "from a real tenant",
  quoted: "from Auth0’s own documentation or source",
  reported: "by a third party",
  assumed: "by LinkLab",
};

const logEntry = v.object({
  rule: v.string(),
  because: v.optional(v.string()),
  evidence: v.picklist(EVIDENCE),
  source: v.optional(v.string()),
});

/** Which rule decided an answer, why, and how that is known of Auth0. */
export type LogEntry = v.InferOutput<typeof logEntry>;

/** The header of an answer that names its entry in the tenant's log. */
export const LOG_HEADER = "X-LinkLab-Request";

const minted = v.object({ token: v.string() });

const policy = v.object({ policy: v.string() });

/** A call of the control API: a change of the tenant's inputs. @see docs/emulated-tenant.md, Steering it */
export type ControlCall = {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  /** Under the control API's own address. */
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** The control API of a tenant that has one. Every method throws ProtocolError as `sendRequest` does. */
export type Control = ReturnType<typeof createControl>;

/**
 * Speaks to a tenant's control API: inputs that lessons and tests turn. It is LinkLab's own, no part
 * of Auth0, and so is not in the wire log.
 *
 * @param url where it lives, such as `http://localhost:5180/_linklab`
 * @see docs/emulated-tenant.md, Steering it
 */
export function createControl(fetch: Fetch, url: string) {
  async function call<TSchema extends v.GenericSchema>(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    schema: TSchema,
    body?: unknown,
  ): Promise<v.InferOutput<TSchema>> {
    const response = await sendRequest(fetch, {
      method,
      url: `${url}/${path}`,
      headers: method === "GET" ? {} : { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = response.status === 204 ? null : await readJson(response);
    const result = v.safeParse(schema, answer);
    if (!response.ok || !result.success) {
      throw new ProtocolError("unexpected_shape", `the control API answered ${response.status}`);
    }
    return result.output;
  }

  return {
    async capabilities(): Promise<TenantCapabilities> {
      const answer = await call("GET", "capabilities", capabilities);
      const has = (name: string) => Object.hasOwn(answer, name);
      return {
        canMint: has("mint"),
        canReset: has("reset"),
        hasClock: has("clock"),
        hasFaults: has("faults"),
        hasLog: has("log"),
        hasPolicy: has("policy"),
        canSuggestAccounts: has("users"),
      };
    },
    /** The entry of one answer, by the number in its `X-LinkLab-Request`. */
    logEntry: (number: string): Promise<LogEntry> => {
      const name = /^\d{1,9}$/.test(number) ? number : "0";
      return call("GET", `log/${name}`, logEntry);
    },
    /** The rules that the tenant goes by, by name. */
    policy: async (): Promise<string> => (await call("GET", "policy", policy)).policy,
    /** Changes an input: the clock, the policy, a fault, a user. */
    change: (to: ControlCall) => call(to.method, to.path, v.unknown(), to.body),
    /** Signs a token to order. It is as good or as bad as its content. */
    mint: async (order: ControlCall): Promise<string> =>
      (await call(order.method, order.path, minted, order.body)).token,
    users: async (): Promise<readonly User[]> =>
      (await call("GET", "users", v.array(v.unknown())))
        .map(parseUser)
        .filter((user) => user !== null),
  };
}
