import { useState, useSyncExternalStore } from "react";
import { Link, useRouter } from "wouter";
import { UseCaseTable } from "./use-case-table.tsx";
import { Consent } from "./consent.tsx";
import { LeftOvers, type LeftOver } from "./left-over.tsx";
import { RunBar } from "./run-bar.tsx";
import { Summary } from "./summary.tsx";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { cellsOf, modeOf } from "#linking/use-cases/run-state.ts";
import { ownAccounts } from "#linking/use-cases/own-accounts.ts";
import { classFor, StopContext } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Late } from "#ui/late.tsx";
import { Lesson } from "#ui/lesson.tsx";
import type { WireLog } from "#wire/log.ts";
import { showRequest } from "#wire/named-request.ts";
import { printRequest } from "#wire/request.ts";
import type { Config } from "#session/config.ts";
import type { HostingLack } from "#session/hosting.ts";
import { heldTokens } from "#session/derived.ts";
import { download } from "./download.ts";
import { findingHref, paths } from "#shell/paths.ts";
import { PressNotice } from "#shell/press-notice.tsx";
import { isTenantless, troubleOf } from "#shell/surroundings.ts";
import type { Session } from "#session/session.ts";
import { stepOf } from "#linking/walkthrough/steps.ts";
import { useNow } from "#shell/use-now.ts";
import { RequestPanelLayout, type ShownEvent } from "#shell/request-panel/request-panel-layout.tsx";
import { USE_CASES_STEP } from "#session/use-cases/use-case-runner.ts";
import { describeLeft } from "#session/undo.ts";
import type { Cleanup, Left } from "#session/cleanup.ts";
import { useRunner } from "./use-runner.ts";
import { useLinkedRow } from "./use-linked-row.ts";

const NOTES = {
  steered:
    "Each cell has two users of its own, which are deleted after it. The tenant signs their tokens to order and judges them by its usual rules. Where a server is needed, this page plays it: it gets a token as linklab-web, whose secret is public.",
  own: "This tenant cannot make users to order or go by old rules. So only today’s rules are tried, with your A and B: what a request links is unlinked at once. Use cases 2 and 6 need a server’s token and are not sent.",
};

/** The guide’s nine use cases under both policies, run for real, beside the wire. */
export function UseCasesPage({
  session,
  log,
  config,
  lack,
}: {
  session: Session;
  log: WireLog;
  config: Config;
  /** Why the site's own tenant cannot answer. */
  lack: HostingLack | null;
}) {
  const { walkthrough, capabilities, line, left } = useSyncExternalStore(
    session.subscribe,
    session.state,
  );
  const { cleanup } = session;
  const { base } = useRouter();
  const { runner, cells, progress } = useRunner(session);
  const linked = useLinkedRow();
  const [shown, setShown] = useState<ShownEvent | null>(null);
  const [held, setHeld] = useState<object | null>(null);
  const [asked, setAsked] = useState<{ count: number; run: () => void } | null>(null);

  const trouble = troubleOf(window.location, base, window.isSecureContext, config, lack);
  const isTold = isTenantless(trouble);
  const isUnknown = !isTold && capabilities.host === null;
  const mode = isTold ? "steered" : modeOf(capabilities);
  const now = useNow(mode === "own");
  const reading = mode === "own" ? ownAccounts(walkthrough, now) : null;
  const isReady = !isUnknown && reading?.kind !== "missing";
  const count = cellsOf(mode).length;
  const isWanted = line.some(({ busy }) => busy === "use-cases");

  function ask(number: number, start: () => Promise<void>) {
    // What is in the way is said above, maybe far above.
    if (!isReady || left.length > 0) setHeld({});
    else if (mode === "steered") void start();
    else setAsked({ count: number, run: () => void start() });
  }

  return (
    <RequestPanelLayout
      log={log}
      step={USE_CASES_STEP}
      planned={[]}
      name="Use cases"
      shown={shown}
      tokens={heldTokens(walkthrough)}
      keys={walkthrough.keys}
      tenant={config.tenant}
      capabilities={capabilities}
      findingHref={findingHref}
    >
      <Lesson
        kicker="The migration guide, run for real"
        title="Nine use cases, before and after"
        lead="What the guide’s table says, asked of the API: each call under the rules from before October 2018, and under those of today."
      >
        <PressNotice session={session} />
        <LeftOvers
          left={left.map((one) => printed(one, cleanup))}
          showOn={left}
          focusOn={held}
          isUndoing={line.some(({ busy }) => busy === "undoing")}
          logIn={
            left.every(({ undo }) => cleanup.canUndo(undo))
              ? null
              : stepLink("primary", stepOf("primary").short)
          }
          onUndo={() => void runner.undoLeft()}
          onForget={cleanup.forgetAll}
        />
        {isUnknown ? (
          <Waiting held={held} />
        ) : reading?.kind === "missing" && left.length === 0 ? (
          <Callout
            tone="note"
            focusOn={held}
            title={reading.because}
            actions={stepLink(reading.step, stepOf(reading.step).short)}
          >
            <p>At this tenant the use cases are run with the two accounts of the walkthrough.</p>
          </Callout>
        ) : null}
        {isTold ? (
          <Callout tone="note" title="Told here, not run">
            <p>
              No tenant answers at this address. What the guide says of each use case stands below,
              and the status that is expected.
            </p>
          </Callout>
        ) : (
          <StopContext value={progress === null ? () => session.stopIn(USE_CASES_STEP) : null}>
            <RunBar
              label={`Run all ${count}`}
              note={NOTES[mode]}
              isReady={isReady && left.length === 0}
              isBusy={isWanted}
              isWaiting={isWanted && line[0]?.busy !== "use-cases"}
              progress={progress}
              onRun={() => ask(count, runner.runAll)}
              onCancel={runner.cancel}
            />
          </StopContext>
        )}
        {progress === null ? (
          <Summary tenant={config.tenant.domain} cells={cells} onDownload={download} />
        ) : null}
        <p>
          <Link href={paths.home}>Which row is my app?</Link> Three questions on the first page
          tell.
        </p>
        <UseCaseTable
          cells={cells}
          mode={mode}
          linked={linked}
          shown={shown?.id ?? null}
          onOpen={(id) => setShown({ id })}
          onRun={isTold ? null : (cell) => ask(1, () => runner.runCell(cell))}
        />
      </Lesson>
      {reading?.kind === "ready" ? (
        <Consent
          isOpen={asked !== null}
          accounts={{ A: reading.accounts.userId, B: reading.accounts.secondaryUserId }}
          count={asked?.count ?? 1}
          onConfirm={() => {
            setAsked(null);
            asked?.run();
          }}
          onKeep={() => setAsked(null)}
        />
      ) : null}
    </RequestPanelLayout>
  );
}

function stepLink(step: StepId, text: string) {
  return (
    <Link href={paths.step(step)} className={classFor("plain")}>
      {text}
    </Link>
  );
}

/** What is left as the page prints it: no token leaves it. */
function printed({ undo, because }: Left, cleanup: Cleanup): LeftOver {
  const request = cleanup.requestOf(undo);
  return {
    text: describeLeft(undo),
    because,
    undo: request && printRequest(showRequest(request)),
  };
}

/** Says at once what a press waits for, and by itself only where the tenant is slow to answer. */
function Waiting({ held }: { held: object | null }) {
  const notice = (
    <Callout tone="note" focusOn={held} title="Waiting for the tenant to say what it can do">
      <p>
        If this stays, the tenant is out of reach. Load the page again; a tenant that is a program
        has to be started first.
      </p>
    </Callout>
  );
  return held === null ? <Late>{notice}</Late> : notice;
}
