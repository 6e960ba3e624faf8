import { useEffect } from "react";
import { useLocation } from "wouter";
import { LateCancel } from "#ui/button.tsx";
import styles from "#shell/shell.module.css";
import { paths } from "#shell/paths.ts";
import type { Session } from "#session/session.ts";

/** Answers that were taken up already: React mounts twice in StrictMode, an answer is good once. */
const taken = new Set<string>();

/** Where a login comes back to. It is left as soon as the answer was read. */
export function Callback({ session, callback }: { session: Session; callback: string | null }) {
  const [, navigate] = useLocation();

  useEffect(() => {
    const answer = callback ?? window.location.href;
    if (taken.has(answer)) return;
    taken.add(answer);
    void goOn(answer);

    async function goOn(url: string): Promise<void> {
      const step = await session.finishSignIn(url);
      navigate(paths.step(step), { replace: true });
    }
  }, [session, callback, navigate]);

  return (
    <main className={styles["plain"]} id="main">
      <h1>Reading the tenant’s answer…</h1>
      <p role="status">The code or tokens were taken out of the address bar already.</p>
      <LateCancel onCancel={session.stop} />
    </main>
  );
}
