import type { User } from "#protocol/management.ts";
import { nameToken } from "#protocol/named-request.ts";
import { buildClaim, buildFind, doubtsAbout, usersIn } from "./attack-requests.ts";
import { logIn, send, step } from "./attack-steps.ts";
import type { Answer, Attack } from "./attack.ts";
import { mallory, victor } from "./people.ts";

/** Pre-hijacking: the account is there before its victim. Auth0's sample checks `email_verified`. */
export const sameAddressAttack: Attack = {
  id: "same-address",
  title: "The same address is not the same person",
  lead: "Mallory signs up with Victor’s address before he comes. A careless app links whoever has the same address, and her password opens his user.",
  people: (tag) => ({
    A: mallory(tag, {
      is: "the attacker, signed up with Victor’s address",
      address: "victor",
      isEmailVerified: false,
    }),
    B: victor(tag, {
      is: "the victim, whose address it is",
      address: "victor",
      isEmailVerified: true,
    }),
  }),
  script(people, tenant) {
    const { A, B } = people;
    let token: string | null = null;
    let found: readonly User[] = [];
    const bearer = () => nameToken(null, "access token", token);
    const find = {
      title: "How the server looks for an address",
      request: () => buildFind(tenant, B.email, bearer()),
      expects: 200,
      keep: ({ body }: Answer) => void (found = usersIn(body)),
    };
    return [
      step(
        "A",
        "signs up with Victor’s address and a password of her own. Nobody verifies the address. Here LinkLab makes the account.",
        (lab) => lab.createAccounts(A),
      ),
      step(
        "B",
        "comes later and logs in with Google for the first time. Google has verified his address. Here LinkLab makes the account.",
        (lab) => lab.createAccounts(B),
      ),
      step(
        "server",
        "has an access token that may read and change every user. Here the tenant signs it without a secret.",
        async (lab) => {
          token = await lab.mintToken("server", "read:users update:users");
        },
      ),
      send("server", "looks for users with Victor’s address, and finds two.", find),
      send(
        "server",
        "takes them for one person and links Victor’s Google login to the older user. No rule of the tenant stops a server.",
        {
          title: "How the server links",
          request: () => buildClaim(tenant, people, bearer()),
          expects: 201,
          isTheft: true,
        },
      ),
      logIn("A", "logs in with her password, and opens the user that Victor works in.", people),
      step("LinkLab", "makes both accounts anew, for an app that is careful.", async (lab) => {
        await lab.clear();
        await lab.createAccounts(A, B);
      }),
      send("server", "looks for users with Victor’s address, as before.", find),
      step("server", "looks at email_verified of both before it links.", async () => {
        const doubts = doubtsAbout(found);
        return doubts.length === 0
          ? { tone: "note", text: "nothing against it" }
          : { tone: "expected", text: `not sent: ${doubts.join(", ")}` };
      }),
      step("LinkLab", "deletes both accounts, whoever they belong to by now.", (lab) =>
        lab.clear(),
      ),
    ];
  },
  insight: {
    after: 5,
    title: "Two people, one sub.",
    text: "From now on Victor works in a user that Mallory’s password opens. She has never seen his mail or his Google account: she was only there first.",
  },
  check: {
    page: "An equal address is an invitation to link, no reason to. Ask for email_verified in both ID tokens and for a fresh login as both, then let the person confirm.",
    server:
      "Never link by address alone, verified or not. Take both ID tokens, verify them, and require email_verified: true in both and a fresh auth_time in B’s.",
  },
  finding: null,
};
