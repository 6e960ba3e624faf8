import { useSyncExternalStore, type ReactNode } from "react";
import { Link } from "wouter";
import type { HeldToken } from "#linking/tokens/held-token.ts";
import type { LabCopy, LabStep } from "#linking/labs/lab.ts";
import type { TenantCapabilities } from "#protocol/control.ts";
import type { Config } from "#session/config.ts";
import type { AttackPlayer } from "#session/labs/attack-player.ts";
import type { LabState } from "#session/labs/lab-player.ts";
import type { Session } from "#session/session.ts";
import { findingHref, paths, type LabId } from "#shell/paths.ts";
import { PressNotice } from "#shell/press-notice.tsx";
import { RequestPanelLayout } from "#shell/request-panel/request-panel-layout.tsx";
import { Lesson } from "#ui/lesson.tsx";
import type { WireLog } from "#wire/log.ts";
import styles from "./labs.module.css";

/** What every lab works with. */
export type LabProps = {
  readonly session: Session;
  readonly log: WireLog;
  readonly config: Config;
  readonly capabilities: TenantCapabilities;
};

/** The player of any lab. */
export type LabPlayer = Omit<AttackPlayer, "state" | "next"> & {
  readonly state: () => LabState<{ readonly steps: readonly Pick<LabStep<never>, "planned">[] }>;
  readonly next: () => Pick<LabStep<never>, "login"> | null;
};

/** One attack or scenario, with the others of its lab, beside the request panel. */
export function LabScreen({
  session,
  log,
  config,
  capabilities,
  id,
  kicker,
  nav,
  all,
  shown,
  player,
  tokens,
  links,
  children,
}: LabProps & {
  id: LabId;
  kicker: string;
  /** What the others are called. */
  nav: string;
  all: readonly (LabCopy & { readonly id: string })[];
  shown: LabCopy & { readonly id: string };
  player: LabPlayer;
  tokens: readonly HeldToken[];
  /** Where to read on. */
  links: ReactNode;
  children: ReactNode;
}) {
  const { title, lead, check } = shown;
  const { performance, outcomes } = useSyncExternalStore(player.subscribe, player.state);
  return (
    <RequestPanelLayout
      log={log}
      step={player.name}
      planned={performance.steps.slice(outcomes.length).flatMap(({ planned }) => planned)}
      tokens={tokens}
      keys={session.state().walkthrough.keys}
      tenant={config.tenant}
      capabilities={capabilities}
      findingHref={findingHref}
    >
      <Lesson kicker={kicker} title={title} lead={lead}>
        <nav className={styles["nav"]} aria-label={nav}>
          {all.map((one) => (
            <Link
              key={one.id}
              href={paths.lab(id, one.id)}
              aria-current={one.id === shown.id ? "page" : undefined}
            >
              {one.title}
            </Link>
          ))}
        </nav>
        <PressNotice session={session} />
        {children}
        <section className={styles["check"]} aria-labelledby="the-check">
          <h2 id="the-check">The check that stops it</h2>
          <dl>
            <div>
              <dt>In the page</dt>
              <dd>{check.page}</dd>
            </div>
            <div>
              <dt>On a server</dt>
              <dd>{check.server}</dd>
            </div>
          </dl>
          <p className={styles["links"]}>{links}</p>
        </section>
      </Lesson>
    </RequestPanelLayout>
  );
}
