import { Component, useEffect, useRef, type ReactNode } from "react";
import { useRouter } from "wouter";
import { isLostPart, LOST_PART, UNEXPECTED, WAY_ON } from "#linking/findings/page-faults.ts";
import { Button } from "#ui/button.tsx";
import type { Area } from "#session/areas.ts";
import { PartError } from "./part.tsx";
import { paths } from "./paths.ts";
import styles from "./shell.module.css";

type Failure = { readonly error: unknown };

/**
 * A fault of the page ends in a sentence, never in a blank screen. What is inside is tried again in place,
 * or with the next page that is opened; what is outside, as the session, stays.
 */
export class ErrorBoundary extends Component<
  {
    /** The address: another one is another page. */
    place?: string;
    /** What the tab stored, in the outermost one: it may be what breaks the page. */
    store?: Area;
    /** Stands for what failed. */
    instead?: ReactNode;
    children: ReactNode;
  },
  { failure: Failure | null }
> {
  override state: { failure: Failure | null } = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  override componentDidUpdate({ place }: { place?: string }) {
    if (place !== this.props.place) this.tryAgain();
  }

  private readonly tryAgain = () => {
    const error = this.state.failure?.error;
    if (error instanceof PartError) error.askAgain();
    this.setState({ failure: null });
  };

  override render() {
    const { children, store, instead } = this.props;
    const { failure } = this.state;
    if (failure === null) return children;
    if (instead !== undefined) return instead;
    return (
      <Failed failure={failure} onRetry={this.tryAgain}>
        {store && <ForgetTab store={store} />}
      </Failed>
    );
  }
}

function Failed({
  failure,
  onRetry,
  children,
}: {
  failure: Failure;
  onRetry: () => void;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { error } = failure;
  const isLost = isLostPart(error instanceof PartError ? error.cause : error);
  const { title, because } = isLost ? LOST_PART : UNEXPECTED;
  return (
    <main id="main" className={styles["plain"]}>
      <title>{title}</title>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>
        {because} {WAY_ON}
      </p>
      <p className={styles["ways"]}>
        <Button look="primary" onClick={onRetry}>
          Try again
        </Button>
        <Button onClick={() => window.location.reload()}>Reload</Button>
        {children}
      </p>
    </main>
  );
}

/** What is stored may be what breaks the page; then a reload alone would break it again. */
function ForgetTab({ store }: { store: Area }) {
  const { base } = useRouter();
  const forgetAndReload = () => {
    store.clear();
    window.location.assign(base + paths.home);
  };
  return <Button onClick={forgetAndReload}>Forget this tab and reload</Button>;
}
