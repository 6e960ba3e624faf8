import { buildGetUserRequest } from "#protocol/management.ts";
import { nameToken } from "#protocol/named-request.ts";
import { buildClaim } from "./attack-requests.ts";
import { logIn, send, step } from "./attack-steps.ts";
import type { Attack } from "./attack.ts";
import { mallory, victor } from "./people.ts";

/**
 * Use case 3 of the migration guide, which was closed in October 2018.
 *
 * @see https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/link-user-accounts-with-access-tokens-migration
 */
export const userIdAttack: Attack = {
  id: "user-id",
  title: "A user ID is no proof",
  lead: "Mallory takes Victor’s account with a token of her own and his user ID. One request, under the rules before October 2018 and under those of today.",
  people: (tag) => ({
    A: mallory(tag, {
      is: "the attacker, with an account of her own",
      address: "mallory",
      isEmailVerified: true,
    }),
    B: victor(tag, {
      is: "the victim, who logs in with Google",
      address: "victor",
      isEmailVerified: true,
    }),
  }),
  script(people, tenant) {
    const { A, B } = people;
    let token: string | null = null;
    const bearer = () => nameToken("A", "access token", token);
    const claim = {
      title: "What Mallory sends",
      request: () => buildClaim(tenant, people, bearer()),
    };
    return [
      step(
        "LinkLab",
        "makes two accounts at the tenant, one for Mallory and one for Victor.",
        (lab) => lab.createAccounts(A, B),
      ),
      step(
        "A",
        "gets an access token for her own account, as everybody can. Here the tenant signs it without a login.",
        async (lab) => {
          token = await lab.mintToken(A, "read:current_user update:current_user_identities");
        },
      ),
      send(
        "A",
        "links an account that she only names: Victor’s. The tenant goes by the rules before October 2018.",
        { ...claim, policy: "before-2018", expects: 201, isTheft: true },
      ),
      send("A", "reads her own user. Victor’s Google login is one of her identities.", {
        title: "How Mallory reads her user",
        request: () => buildGetUserRequest(tenant, { userId: A.userId, bearer: bearer() }),
        expects: 200,
      }),
      logIn("B", "logs in with Google as ever, and is Mallory’s user.", people),
      step(
        "LinkLab",
        "makes both accounts anew, with the same IDs, and has Mallory’s token signed anew: the old one named a deleted user.",
        async (lab) => {
          await lab.clear();
          await lab.createAccounts(A, B);
          token = await lab.mintToken(A, "read:current_user update:current_user_identities");
        },
      ),
      send("A", "sends the same request once more. The tenant goes by the rules of today.", {
        ...claim,
        policy: "today",
        expects: 403,
      }),
      step("LinkLab", "deletes both accounts, whoever they belong to by now.", (lab) =>
        lab.clear(),
      ),
    ];
  },
  insight: {
    after: 3,
    title: "Nobody asked Victor.",
    text: "A user ID stands in logs, exports and URLs. Whoever knows one could take the account. Today a person has to send B’s ID token: only who can log in as B has one.",
  },
  check: {
    page: "Link with link_with and an ID token from a login that has just happened. Never send provider and user_id from a page.",
    server:
      "The tenant refuses a person’s token with a mere user_id. Your server has update:users and may still send one, so it must ask for the proof itself: verify B’s ID token first, and take the ID from its sub.",
  },
  finding: "user-id-refused",
};
