import { hasCode } from "#protocol/errors.ts";
import type {
  Control,
  ControlCall,
  SteeringChoices,
  TenantCapabilities,
} from "#protocol/control.ts";
import type {
  LogLine,
  TenantApplication,
  TenantClock,
  WaitingFault,
} from "#protocol/control-answers.ts";
import type { User } from "#protocol/management.ts";
import type { Session } from "#session/session.ts";

/** The page's name in the line of presses. */
export const TENANT_PAGE = "tenant-page";

/** What a tenant holds and goes by, at one moment; `null` where it cannot tell. */
export type TenantPicture = {
  readonly capabilities: TenantCapabilities;
  readonly choices: SteeringChoices;
  readonly users: readonly User[] | null;
  readonly applications: readonly TenantApplication[] | null;
  /** The oldest first. */
  readonly log: readonly LogLine[] | null;
  readonly clock: TenantClock | null;
  readonly policy: string | null;
  readonly faults: readonly WaitingFault[] | null;
};

/** What became of something that was asked of the tenant. `held`: nothing was sent, and the notice says why. */
export type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly because: string }
  | { readonly kind: "held" };

/** What the session gives to it. */
type DeskSession = Pick<
  Session,
  "ports" | "press" | "publish" | "orStopped" | "startOver" | "state" | "record"
>;

/**
 * Reads and steers the tenant for its own page. What is changed here is the reader's wish, so it stays:
 * nothing of it is registered to be put back.
 */
export function createSteeringDesk(session: DeskSession) {
  const { ports, press, publish, orStopped, startOver } = session;
  const { control } = ports;

  const knownUser = () => session.state().walkthrough.user;

  /** What was done to A in a shell or another tab is known to the walkthrough, too, unless that knows more. */
  function takeOver({ users }: TenantPicture, known: User | null): void {
    const user = users?.find(({ user_id: id }) => id === known?.user_id);
    if (user !== undefined && knownUser() === known) session.record({ type: "user-read", user });
  }

  async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return { kind: "done", value: await work() };
    } catch (error) {
      return { kind: "failed", because: reasonOf(error, ports.tenant.origin) };
    }
  }

  return {
    /** Reads all that the tenant can tell. Whoever cannot be steered has nothing to be read. */
    read: (): Promise<Outcome<TenantPicture | null>> =>
      attempt(async () => {
        if (control === null) return null;
        const known = knownUser();
        const capabilities = await control.capabilities();
        publish({ capabilities });
        const picture = await takePicture(control, capabilities);
        takeOver(picture, known);
        return picture;
      }),

    /** Sends one call of the control API, in its turn. */
    async send(call: ControlCall): Promise<Outcome<null>> {
      let outcome: Outcome<null> = { kind: "held" };
      await press({
        wish: { busy: "steering", step: TENANT_PAGE, of: JSON.stringify(call) },
        work: async () => {
          outcome = await attempt(async () => {
            if (control === null) throw new Error("This tenant cannot be steered.");
            await orStopped(control.change(call));
            return null;
          });
        },
      });
      return outcome;
    },

    /** Puts the tenant back to its seed. The walkthrough begins anew: what it knows is gone there. */
    reset: (): Promise<Outcome<null>> =>
      attempt(async () => {
        await startOver(true);
        return null;
      }),
  };
}

async function takePicture(
  control: Control,
  capabilities: TenantCapabilities,
): Promise<TenantPicture> {
  const { canSuggestAccounts, canListApplications, hasLog, hasClock, hasPolicy, hasFaults } =
    capabilities;
  const [choices, users, applications, log, clock, policy, faults] = await Promise.all([
    control.choices(),
    canSuggestAccounts ? control.users() : null,
    canListApplications ? control.applications() : null,
    hasLog ? control.log() : null,
    hasClock ? control.clock() : null,
    hasPolicy ? control.policy() : null,
    hasFaults ? control.faults() : null,
  ]);
  return { capabilities, choices, users, applications, log, clock, policy, faults };
}

/** Why nothing came of it, as a sentence. */
function reasonOf(error: unknown, origin: string): string {
  if (hasCode(error, "no_answer")) return `No answer came. ${origin} is out of reach.`;
  if (hasCode(error, "stopped"))
    return "The wait was given up. It may have been done all the same.";
  const text = error instanceof Error ? error.message : "It failed";
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.)]$/.test(text) ? "" : "."}`;
}
