import { Component, type ReactNode } from "react";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { UNEXPECTED } from "#linking/unexpected.ts";
import styles from "./app.module.css";

/** The last net: a fault of the page itself ends in a sentence, never in a blank screen. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const { title, because, next } = UNEXPECTED;
    return (
      <main className={styles["plain"]}>
        <Callout
          tone="bad"
          title={title}
          actions={<Button onClick={() => window.location.reload()}>Reload</Button>}
        >
          <p>
            {because} {next}
          </p>
        </Callout>
      </main>
    );
  }
}
