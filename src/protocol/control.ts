import * as v from "valibot";
import { ProtocolError } from "./errors.ts";
import { SERVER_TRAITS, type HostTraits } from "./host-traits.ts";
import { readJson, sendRequest, type Fetch } from "./http.ts";
import {
  applicationsAnswer,
  capabilitiesAnswer,
  clockAnswer,
  faultsAnswer,
  logAnswer,
  logEntryAnswer,
  mintAnswer,
  policyAnswer,
  refusalAnswer,
  sessionAnswer,
  type LogEntry,
  type LogLine,
  type TenantApplication,
  type TenantClock,
  type TenantSession,
  type WaitingFault,
} from "./control-answers.ts";
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
  /** In which ways. */
  readonly faultKinds: readonly string[];
  /** Tell which rule decided an answer, and how that is known of Auth0. */
  readonly hasLog: boolean;
  /** Go by the rules from before October 2018. */
  readonly hasPolicy: boolean;
  /** List its users, so that accounts of one person can be found. */
  readonly canSuggestAccounts: boolean;
  /** List its applications with what each may do. */
  readonly canListApplications: boolean;
  /** Sign this browser in without its login page. */
  readonly canOpenSession: boolean;
  /** What its host can do; `null` as long as it has not told. */
  readonly host: HostTraits | null;
};

/** The capabilities of a tenant that nobody can steer. */
export const NO_CAPABILITIES: TenantCapabilities = {
  canMint: false,
  canReset: false,
  hasClock: false,
  hasFaults: false,
  faultKinds: [],
  hasLog: false,
  hasPolicy: false,
  canSuggestAccounts: false,
  canListApplications: false,
  canOpenSession: false,
  host: SERVER_TRAITS,
};

/** Those of a tenant that can be asked for them, before it has answered. */
export const UNKNOWN_CAPABILITIES: TenantCapabilities = { ...NO_CAPABILITIES, host: null };

/** What a tenant offers where it can be steered; empty where it cannot. */
export type SteeringChoices = {
  readonly policies: readonly string[];
  /** What a fault can hit. */
  readonly endpoints: readonly string[];
  readonly faultKinds: readonly string[];
  /** The endpoints of a kind of fault that does not hit everywhere. */
  readonly faultPlaces: Readonly<Record<string, readonly string[]>>;
};

/** The header of an answer that names its entry in the tenant's log. */
export const LOG_HEADER = "X-LinkLab-Request";

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
  // A session is a cookie, where there are some: the one call that has to send and take them.
  const withCookies: Fetch = (input, init) => fetch(input, { ...init, credentials: "include" });

  async function call<TSchema extends v.GenericSchema>(
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    schema: TSchema,
    body?: unknown,
    by: Fetch = fetch,
  ): Promise<v.InferOutput<TSchema>> {
    const response = await sendRequest(by, {
      method,
      url: `${url}/${path}`,
      headers: method === "GET" ? {} : { "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = response.status === 204 ? null : await readJson(response);
    const result = v.safeParse(schema, answer);
    if (!response.ok || !result.success) {
      const said = `the control API answered ${response.status}`;
      throw new ProtocolError("unexpected_shape", `${said}${whyOf(answer)}`);
    }
    return result.output;
  }

  return {
    async capabilities(): Promise<TenantCapabilities> {
      const answer = await call("GET", "capabilities", capabilitiesAnswer);
      const has = (name: string) => Object.hasOwn(answer, name);
      const { host, faults } = answer;
      return {
        canMint: has("mint"),
        canReset: has("reset"),
        hasClock: has("clock"),
        hasFaults: has("faults"),
        faultKinds: faults?.kinds ?? [],
        hasLog: has("log"),
        hasPolicy: has("policy"),
        canSuggestAccounts: has("users"),
        canListApplications: has("applications"),
        canOpenSession: has("sessions"),
        host: {
          hasCookies: host.cookies,
          hasOwnOrigin: host.own_origin,
          hasConnections: host.connections,
          isProgram: host.program,
        },
      };
    },
    /** What there is to choose from where the tenant is steered. */
    choices: async (): Promise<SteeringChoices> => {
      const { policy, faults } = await call("GET", "capabilities", capabilitiesAnswer);
      return {
        policies: policy?.policies ?? [],
        endpoints: faults?.endpoints ?? [],
        faultKinds: faults?.kinds ?? [],
        faultPlaces: faults?.places ?? {},
      };
    },
    /** What the tenant answered, the oldest first. */
    log: (): Promise<readonly LogLine[]> => call("GET", "log", logAnswer),
    clock: (): Promise<TenantClock> => call("GET", "clock", clockAnswer),
    /** Faults that wait for their requests. */
    faults: (): Promise<readonly WaitingFault[]> => call("GET", "faults", faultsAnswer),
    applications: (): Promise<readonly TenantApplication[]> =>
      call("GET", "applications", applicationsAnswer),
    /** Signs this browser in at the tenant, which knows it again by a session of its own. */
    openSession: (userId: string): Promise<TenantSession> =>
      call("POST", "sessions", sessionAnswer, { user_id: userId }, withCookies),
    /** The entry of one answer, by the number in its `X-LinkLab-Request`. */
    logEntry: (number: string): Promise<LogEntry> => {
      const name = /^\d{1,9}$/.test(number) ? number : "0";
      return call("GET", `log/${name}`, logEntryAnswer);
    },
    /** The rules that the tenant goes by, by name. */
    policy: async (): Promise<string> => (await call("GET", "policy", policyAnswer)).policy,
    /** Changes an input: the clock, the policy, a fault, a user. */
    change: (to: ControlCall) => call(to.method, to.path, v.unknown(), to.body),
    /** Signs a token to order. It is as good or as bad as its content. */
    mint: async (order: ControlCall): Promise<string> =>
      (await call(order.method, order.path, mintAnswer, order.body)).token,
    users: async (): Promise<readonly User[]> =>
      (await call("GET", "users", v.array(v.unknown())))
        .map(parseUser)
        .filter((user) => user !== null),
  };
}

/** What a refusal says of itself. */
function whyOf(answer: unknown): string {
  const refusal = v.safeParse(refusalAnswer, answer);
  if (!refusal.success) return "";
  const { message, detail } = refusal.output;
  return `: ${message}${detail === undefined ? "" : ` (${detail})`}`;
}
