import { use, useEffect, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { Applications } from "./applications.tsx";
import { Log } from "./log.tsx";
import { Section } from "./part.tsx";
import { AskToReset, ClockSwitch, FaultSwitch, PolicySwitch, ResetSwitch } from "./switches.tsx";
import styles from "./tenant.module.css";
import { useDesk, type Desk } from "./use-desk.ts";
import { Users, type Owners } from "./users.tsx";
import { Button, classFor, StopContext } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { PageHead } from "#ui/page-head.tsx";
import type { Walkthrough } from "#linking/walkthrough/state.ts";
import type { Config } from "#session/config.ts";
import { createControlPrint, type ControlPrint } from "#session/tenant/control-print.ts";
import { TENANT_PAGE, type TenantPicture } from "#session/tenant/steering-desk.ts";
import type { WorkspaceLoader } from "#session/workspace.ts";
import { paths } from "#shell/paths.ts";
import { PressNotice } from "#shell/press-notice.tsx";

/** What the tenant holds, and the switches that it has, each with the call that turns it. */
export function TenantPage({ loader, config }: { loader: WorkspaceLoader; config: Config }) {
  const { session } = use(loader.load());
  const { walkthrough } = useSyncExternalStore(session.subscribe, session.state);
  const desk = useDesk(session);
  return (
    <main className={styles["page"]} id="main">
      <PageHead
        kicker={config.tenantName}
        title="Tenant"
        lead="What it holds, and what it can be told. Each switch has the call that turns it."
      />
      <PressNotice session={session} />
      {desk.failure === null ? null : (
        <Callout
          tone="bad"
          title="The tenant could not be read."
          actions={
            <>
              <Button isBusy={desk.isReading} busyLabel="Reading…" onClick={() => void desk.read()}>
                Try again
              </Button>
              {/* What an older site kept in this browser may be what cannot be read. */}
              {desk.picture === undefined ? <AskToReset desk={desk} /> : null}
            </>
          }
        >
          <p>{desk.failure}</p>
        </Callout>
      )}
      <StopContext value={() => session.stopIn(TENANT_PAGE)}>
        <Content desk={desk} config={config} owners={ownersIn(walkthrough)} />
      </StopContext>
    </main>
  );
}

function Content({
  desk,
  config: { controlUrl, tenant },
  owners,
}: {
  desk: Desk;
  config: Config;
  owners: Owners;
}) {
  const { picture } = desk;
  const isRead = picture !== undefined;
  useAnchor(isRead);
  if (!isRead)
    return desk.failure === null ? <p className={styles["reading"]}>Reading the tenant…</p> : null;
  if (picture === null || controlUrl === null || !isSteerable(picture)) return <NotSteerable />;
  const { users, applications, log, capabilities } = picture;
  const print = createControlPrint(controlUrl, capabilities.host);
  return (
    <>
      <Contents picture={picture} />
      {print.isForConsole ? (
        <p>
          This tenant lives in this browser, and no other program reaches it. The calls are scripts
          for this page’s console, which a browser on a computer has.
        </p>
      ) : null}
      {capabilities.host?.hasOwnOrigin === false ? (
        <p>The tenant’s login page has a button for each account to try.</p>
      ) : (
        <p>
          Passwords, issuer and every call of the control API stand on the tenant’s own first page:{" "}
          <a href={`${tenant.origin}/`}>{tenant.origin}</a>
        </p>
      )}
      {users === null ? null : <Users users={users} owners={owners} print={print} desk={desk} />}
      <Switches picture={picture} print={print} desk={desk} />
      {applications === null ? null : <Applications applications={applications} print={print} />}
      {log === null ? null : (
        <Log lines={log} print={print} isReading={desk.isReading} onRead={() => void desk.read()} />
      )}
    </>
  );
}

/** The sections that there are, as links. */
function Contents({ picture }: { picture: TenantPicture }) {
  const sections = [
    ["users", "Users", picture.users !== null],
    ["switches", "Switches", true],
    ["applications", "Applications", picture.applications !== null],
    ["log", "Log", picture.log !== null],
  ] as const;
  return (
    <nav className={styles["contents"]} aria-label="On this page">
      {sections.map(([id, title, isThere]) =>
        isThere ? (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ) : null,
      )}
    </nav>
  );
}

function Switches({
  picture,
  print,
  desk,
}: {
  picture: TenantPicture;
  print: ControlPrint;
  desk: Desk;
}) {
  const { clock, policy, faults, choices, capabilities } = picture;
  const steering = { print, desk };
  return (
    <Section
      id="switches"
      title="Switches"
      lead="What you turn stays until you put it back or reset the tenant. But a lesson that breaks something sets clock and faults back when it ends, yours too."
    >
      {clock === null ? null : <ClockSwitch clock={clock} {...steering} />}
      {policy === null ? null : (
        <PolicySwitch policy={policy} policies={choices.policies} {...steering} />
      )}
      {faults === null ? null : <FaultSwitch faults={faults} choices={choices} {...steering} />}
      {capabilities.canReset ? <ResetSwitch {...steering} /> : null}
    </Section>
  );
}

function NotSteerable() {
  return (
    <Callout
      tone="note"
      title="This tenant cannot be steered from here."
      actions={
        <Link href={paths.step("tenant")} className={classFor("plain")}>
          Choose a tenant
        </Link>
      }
    >
      <p>
        It has no list of users, clock or faults that a page may reach: use its own dashboard.
        LinkLab’s own tenant has them all.
      </p>
    </Callout>
  );
}

function isSteerable({ capabilities }: TenantPicture): boolean {
  return Object.values(capabilities).includes(true);
}

/** Whose an account is in the walkthrough of this tab. */
function ownersIn({ primary, secondary }: Walkthrough): Owners {
  return new Map([
    ...(secondary === null ? [] : [[secondary.account.userId, "B"] as const]),
    ...(primary === null ? [] : [[primary.account.userId, "A"] as const]),
  ]);
}

/** Goes to the section that the address names, once it is there. */
function useAnchor(isThere: boolean): void {
  useEffect(() => {
    if (!isThere || window.location.hash === "") return;
    document.querySelector(`#${CSS.escape(window.location.hash.slice(1))}`)?.scrollIntoView();
  }, [isThere]);
}
