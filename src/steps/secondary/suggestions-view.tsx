import { useEffect, useState } from "react";
import { Suggestions } from "./suggestions.tsx";
import { suggestLinks } from "#linking/walkthrough/suggestions.ts";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { User } from "#protocol/management.ts";
import { loginHintOf } from "#session/choices.ts";
import type { Session } from "#session/session.ts";

/** Accounts with A's verified e-mail, where the tenant can list its users. None is linked by itself. */
export function SuggestionsView({
  session,
  walkthrough,
}: {
  session: Session;
  walkthrough: Walkthrough;
}) {
  const { user } = walkthrough;
  const users = useUsers(session);
  if (users === null || user === null) return null;
  return (
    <Suggestions
      found={suggestLinks(user, users)}
      onLogIn={(account) => {
        session.choose({
          secondary: { ...session.chosenRequest("secondary"), ...loginHintOf(account) },
        });
        void session.proveSecondary();
      }}
    />
  );
}

/** The users of the tenant; `null` until they are there, and where they cannot be read. */
function useUsers(session: Session): readonly User[] | null {
  const [users, setUsers] = useState<readonly User[] | null>(null);

  useEffect(() => {
    let isCurrent = true;
    async function read(): Promise<void> {
      const found = await session.ports.control?.users().catch(() => undefined);
      if (isCurrent && found !== undefined) setUsers(found);
    }
    void read();
    return () => {
      isCurrent = false;
    };
  }, [session]);

  return users;
}
