import { Component, type ReactNode } from "react";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { UNEXPECTED } from "#linking/findings/finding-copy.ts";
import type { Area } from "#session/areas.ts";
import styles from "./shell.module.css";

/** The last net: a fault of the page itself ends in a sentence, never in a blank screen. */
export class ErrorBoundary extends Component<
  {
    /** What the tab stored, which may be what breaks the page. */
    store: Area;
    children: ReactNode;
  },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const { title, because, step } = UNEXPECTED;
    return (
      <main className={styles["plain"]}>
        <Callout
          tone="bad"
          title={title}
          actions={
            <>
              <Button onClick={() => window.location.reload()}>Reload</Button>
              <Button onClick={() => forgetAndReload(this.props.store)}>
                Forget this tab and reload
              </Button>
            </>
          }
        >
          <p>
            {because} {step}
          </p>
        </Callout>
      </main>
    );
  }
}

/** What is stored may be what breaks the page; then a reload alone would break it again. */
function forgetAndReload(store: Area): void {
  store.clear();
  window.location.assign("/");
}
