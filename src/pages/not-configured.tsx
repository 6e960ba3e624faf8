import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import styles from "#shell/shell.module.css";

/** Shown in place of the app when the deployment does not say which tenant to use. */
export function NotConfigured({ reason }: { reason: string }) {
  return (
    <main className={styles["plain"]}>
      <Callout
        tone="bad"
        title="LinkLab does not know which tenant to use"
        actions={<Button onClick={() => window.location.reload()}>Try again</Button>}
      >
        <p>
          It reads <code>linklab.config.json</code> beside this page. {reason}
        </p>
      </Callout>
    </main>
  );
}
