import type { ReactNode } from "react";
import type { Accounts, Role, Attack } from "#linking/attacks/attack.ts";
import { AccountLetter } from "#ui/account-chip.tsx";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { StepList, type ListedStep } from "./lab-parts.tsx";
import styles from "./labs.module.css";

const ROLES: readonly Role[] = ["A", "B"];

/** What came of the same request under one policy. */
export type PolicyColumn = {
  readonly title: string;
  readonly status: number | null;
  readonly says: string;
};

/** The people of an attack. */
function AccountList({ accounts }: { accounts: Accounts }) {
  return (
    <dl className={styles["accounts"]} aria-label="Who is who">
      {ROLES.map((role) => (
        <div key={role} className={styles["person"]} data-owner={role}>
          <dt>
            <AccountLetter owner={role} /> {accounts[role].name}
          </dt>
          <dd>{accounts[role].is}</dd>
          <dd>
            <code>{accounts[role].userId}</code>
          </dd>
          <dd>
            {accounts[role].email}, {accounts[role].isEmailVerified ? "verified" : "not verified"}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The same request under two policies, side by side. */
function PolicyColumns({ columns }: { columns: readonly PolicyColumn[] }) {
  return (
    <section className={styles["same"]} aria-labelledby="same-request">
      <h2 id="same-request">The same request, two policies</h2>
      <dl className={styles["policies"]}>
        {columns.map(({ title, status, says }) => (
          <div key={title} className={styles["policy"]}>
            <dt>{title}</dt>
            <dd
              className={styles["verdict"]}
              data-tone={status === null ? "open" : status < 400 ? "bad" : "expected"}
            >
              {status === null ? "not sent yet" : status}
            </dd>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Play, step and start again. One button leads through the whole attack, so the focus stays there. */
export function AttackControls({
  isPlaying,
  isBusy,
  isReady,
  isBegun,
  isOver,
  loginAs,
  onPlay,
  onPause,
  onStep,
  onSkip,
  onStartAgain,
  onCancel,
}: {
  isPlaying: boolean;
  isBusy: boolean;
  isReady: boolean;
  isBegun: boolean;
  isOver: boolean;
  /** Who is to log in next; `null` where no login is next. */
  loginAs: string | null;
  onPlay: () => void;
  onPause: () => void;
  onStep: () => void;
  onSkip: () => void;
  onStartAgain: () => void;
  onCancel: () => void;
}) {
  const isLogin = loginAs !== null;
  return (
    <Actions note={isReady ? null : "Asking the tenant what it can do…"}>
      <Button
        look="primary"
        isBusy={isBusy || isPlaying || !isReady}
        busyLabel={isLogin ? "Waiting for the popup…" : isPlaying ? "Playing…" : "Working…"}
        onClick={isOver ? onStartAgain : onStep}
      >
        {isOver ? "Start again" : isLogin ? `Log in as ${loginAs}` : "Next step"}
      </Button>
      {isLogin && isBusy ? <Button onClick={onCancel}>Cancel the login</Button> : null}
      {isLogin && !isBusy ? <Button onClick={onSkip}>Skip the login</Button> : null}
      {isOver || isLogin ? null : (
        <Button isBusy={!isReady} onClick={isPlaying ? onPause : onPlay}>
          {isPlaying ? "Pause" : "Play"}
        </Button>
      )}
      {isBegun && !isOver ? <Button onClick={onStartAgain}>Start again</Button> : null}
    </Actions>
  );
}

/** One attack on one screen. */
export function AttackView({
  attack,
  accounts,
  steps,
  columns,
  hint,
  controls,
  request,
  isInsightSeen,
  failure,
  check,
}: {
  attack: Attack;
  accounts: Accounts;
  steps: readonly ListedStep[];
  columns: readonly PolicyColumn[];
  /** How to log in, where a login is next. */
  hint: ReactNode;
  /** `null` where the tenant cannot be steered. */
  controls: ReactNode;
  request: ReactNode;
  isInsightSeen: boolean;
  failure: ReactNode;
  check: ReactNode;
}) {
  return (
    <>
      <AccountList accounts={accounts} />
      {failure}
      {controls ?? (
        <Callout tone="note" title="This tenant cannot be steered, so nothing is sent.">
          <p>
            The attack needs accounts that are made for it, tokens without a login and the rules of
            2018. It never touches accounts of real people. Read what would happen, and what would
            be sent.
          </p>
        </Callout>
      )}
      {hint}
      <StepList steps={steps} />
      {request}
      {columns.length === 0 ? null : <PolicyColumns columns={columns} />}
      {isInsightSeen ? (
        <Callout tone="note" title={attack.insight.title}>
          <p>{attack.insight.text}</p>
        </Callout>
      ) : null}
      {check}
    </>
  );
}
