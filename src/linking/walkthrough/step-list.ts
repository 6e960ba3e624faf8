import { parseScope } from "#protocol/scope.ts";
import { labelOf } from "./account.ts";
import { keysExchange, loginExchanges, READ_ANSWER, readExchange } from "./plan.ts";
import { IS_MET, firstUnmet, type Requirement } from "./progress.ts";
import {
  dangerousRequest,
  isReadBeforeLink,
  linkRequest,
  oldWayRequest,
  readUserRequest,
  tenantRequest,
  unlinkRequest,
} from "./requests.ts";
import type { Attempt } from "./state.ts";
import type { Step } from "./step.ts";

const FOR_LOGIN: readonly Requirement[] = ["tenant"];
const FOR_PROOF: readonly Requirement[] = ["tenant", "primary"];
const FOR_LINK: readonly Requirement[] = ["tenant", "primary", "secondary"];

/** The steps of the walkthrough, in order. All lists of steps follow from this one. */
export const STEPS = [
  {
    id: "tenant",
    title: "Choose a tenant",
    short: "Choose a tenant",
    lead: "One public document tells an app all about a tenant. Read it.",
    accounts: "none",
    needs: [],
    isDone: IS_MET.tenant,
    detail: (_, tenant) => new URL(tenant.origin).host,
    request: tenantRequest,
    action: "readTenant",
    answer: "200 · issuer",
    // The document says where the keys are: a broken one leads nowhere.
    exchanges: (own, { isBroken }) => (isBroken ? own : [...own, keysExchange()]),
  },
  {
    id: "primary",
    title: "Log in as the primary account",
    short: "Log in as A",
    lead: "Account A will survive. Ask for two tokens: one for this app, one for the Management API.",
    accounts: "A",
    needs: FOR_LOGIN,
    isDone: IS_MET.primary,
    detail: ({ primary }) =>
      primary?.tokens
        ? `${labelOf(primary.account)} · ${parseScope(primary.tokens.grantedScope).length} scopes`
        : "two tokens",
    request: () => null,
    action: "signIn",
    exchanges: (_, { primary }) => [
      ...loginExchanges("A", primary),
      ...(primary.mayRead ? [readExchange("A")] : []),
    ],
    login: "A",
  },
  {
    id: "old-way",
    title: "Try the old way",
    short: "Try the old way",
    lead: "Until 2018 an ID token opened this API. Send A’s, and see what gives it away.",
    accounts: "A",
    needs: FOR_PROOF,
    isDone: ({ oldWay }) => oldWay !== null,
    detail: ({ oldWay }) => outcome(oldWay) ?? "A’s ID token as bearer",
    request: oldWayRequest,
    action: "tryOldWay",
    answer: "401",
    attempt: ({ oldWay }) => oldWay,
  },
  {
    id: "secondary",
    title: "Prove you own the second account",
    short: "Prove you own B",
    lead: "Account B must log in too, on a second SDK instance. A redirect would drop A’s tokens, so it is a popup.",
    accounts: "B",
    needs: FOR_PROOF,
    isDone: (state) => IS_MET.secondary(state) || IS_MET["past-link"](state),
    detail: ({ secondary }) => (secondary === null ? "an ID token" : labelOf(secondary.account)),
    request: () => null,
    action: "proveSecondary",
    exchanges: (_, { secondary }) => [
      ...loginExchanges("B", { grant: secondary.grant, place: "popup" }),
      ...(secondary.mayRead ? [readExchange("B")] : []),
    ],
    login: "B",
  },
  {
    id: "check",
    title: "Check before you link",
    short: "Check before you link",
    lead: "Two tokens must fit together. Ten checks say so before the API does.",
    accounts: "AB",
    needs: FOR_LINK,
    // Without B's token there is nothing to look at any more.
    isDone: (state) =>
      firstUnmet(FOR_LINK, state) === null ? state.hasSeenChecks : IS_MET["past-link"](state),
    detail: () => "ten checks",
    request: () => null,
    action: null,
  },
  {
    id: "link",
    title: "Link the two accounts",
    short: "Link",
    lead: "A’s access token asks. B’s ID token proves that you own B.",
    accounts: "AB",
    needs: FOR_LINK,
    isDone: IS_MET["past-link"],
    detail: (state) => (IS_MET.link(state) ? "201" : "POST …/identities"),
    request: linkRequest,
    // A is read after every try, too.
    requests: (sent, state, scenario) => {
      const read = readUserRequest(state);
      if (read === null) return sent;
      return [...(isReadBeforeLink(scenario) ? [read] : []), ...sent, read];
    },
    action: "link",
    answer: "201 · identities",
  },
  {
    id: "changes",
    title: "See what changed",
    short: "See what changed",
    lead: "There is one user now.",
    accounts: "AB",
    needs: ["link"],
    isDone: (state) => state.unlinked !== null || (IS_MET.link(state) && state.hasSeenChange),
    detail: ({ user }) =>
      user !== null && user.identities.length > 1
        ? `${user.identities.length} identities`
        : "the user, before and after",
    request: readUserRequest,
    action: "readUser",
    answer: READ_ANSWER,
    exchanges: (own, { secondary }) => [
      ...own,
      ...loginExchanges("B", { grant: secondary.grant, place: "popup" }),
    ],
    login: "B",
    isRepeatable: IS_MET.link,
  },
  {
    id: "dangerous",
    title: "Try the dangerous way",
    short: "The dangerous way",
    lead: "Anybody can know a user ID. Send one alone, and see it refused.",
    accounts: "AB",
    needs: ["past-link", "tenant", "primary"],
    isDone: ({ dangerous }) => dangerous !== null,
    detail: ({ dangerous }) => outcome(dangerous) ?? "a bare user ID",
    request: dangerousRequest,
    action: "tryDangerousWay",
    answer: "403",
    attempt: ({ dangerous }) => dangerous,
  },
  {
    id: "unlink",
    title: "Unlink, and take it home",
    short: "Unlink, take it home",
    lead: "Unlinking makes two users again. Then take the code home.",
    accounts: "AB",
    needs: ["link"],
    isDone: ({ unlinked }) => unlinked !== null,
    detail: ({ unlinked }) => (unlinked === null ? "DELETE …/identities" : "200"),
    request: unlinkRequest,
    action: "unlink",
    answer: "200 · identities",
  },
] as const satisfies readonly Step[];

function outcome(attempt: Attempt | null): string | null {
  if (attempt === null) return null;
  return attempt.status >= 400 ? `${attempt.status}, as it should be` : `${attempt.status}, taken`;
}
