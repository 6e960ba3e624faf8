import { useSyncExternalStore } from "react";
import { cookieOwner } from "#linking/walkthrough/state.ts";
import { sessionWord } from "#protocol/host-traits.ts";
import type { Session } from "#session/session.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import { Term } from "#ui/term.tsx";

const ANSWERS = "A login that asks nobody answers as that account.";

/** Whose login the tenant's cookie is, or its session without one, as far as it happened here. */
export function CookieOwner({ session }: { session: Pick<Session, "subscribe" | "state"> }) {
  const { walkthrough, capabilities } = useSyncExternalStore(session.subscribe, session.state);
  const owner = cookieOwner(walkthrough);
  const { host } = capabilities;
  const word = sessionWord(host);
  const where =
    host?.hasCookies === false
      ? " All tabs of this browser share it, and the developer tools show no cookie: the tenant keeps it in storage."
      : "";
  return (
    <>
      <Term word={word} says={`Whose login the tenant’s own ${word} is. ${ANSWERS}${where}`} />
      {": "}
      {owner === "A" || owner === "B" ? <AccountLetter owner={owner} /> : (owner ?? "unknown")}
    </>
  );
}
