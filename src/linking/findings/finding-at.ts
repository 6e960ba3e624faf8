import type { HostTraits } from "#protocol/host-traits.ts";
import type { FindingCopy } from "./finding-copy.ts";
import { FINDINGS, type FindingId } from "./findings.ts";

type Words = Partial<Pick<FindingCopy, "because" | "evidence" | "steps">>;

const READ_AGAIN = "Read again before you send again. The request may have done its work.";

/** What a finding says of a tenant whose host lacks something, in place of what it says of a server. */
const WITHOUT = {
  hasCookies: {
    "login-required": {
      because:
        "A silent request (prompt=none) may show nothing, and the tenant found no session: it ended, or its storage was cleared.",
    },
    "session-swapped": {
      because:
        "Its sub is not A's: the tenant's session belongs to another login now. LinkLab kept A's tokens and threw the new ones away.",
      steps: [
        "Log in as A again.",
        "Ask for a refresh token, too: it does not depend on the session.",
      ],
    },
    "same-account": {
      because:
        "Both logins have the same sub. Without prompt=login the tenant's session answers for the person who is logged in.",
    },
  },
  hasOwnOrigin: {
    "no-answer": {
      because:
        "The tenant is not running, or broke off. It was not CORS: page and tenant are one origin.",
      steps: ["Ask whether the tenant is up.", READ_AGAIN],
    },
    cors: {
      because:
        "The tenant answers now, and broke off then. It was not CORS: page and tenant are one origin.",
      evidence: [{ in: "answer", name: "status" }],
      steps: [READ_AGAIN],
    },
  },
  isProgram: {
    "tenant-renewed": {
      because:
        "None of the keys that this page knew is there any more: the tenant began anew, as it does when its storage is cleared. What it had learned is gone, the logins of A and B and every link among it.",
    },
  },
} satisfies Partial<Record<keyof HostTraits, Partial<Record<FindingId, Words>>>>;

const TRAITS = ["hasCookies", "hasOwnOrigin", "isProgram"] as const;

/** A finding in the words that are true of this tenant; those of a server while it has not told. */
export function findingAt(id: FindingId, host: HostTraits | null): FindingCopy {
  const lacking = host === null ? [] : TRAITS.filter((trait) => !host[trait]);
  return lacking.reduce<FindingCopy>((copy, trait) => {
    const words: Readonly<Partial<Record<FindingId, Words>>> = WITHOUT[trait];
    return { ...copy, ...words[id] };
  }, FINDINGS[id]);
}
