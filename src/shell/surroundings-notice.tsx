import { Link, useLocation, useRouter } from "wouter";
import type { Config } from "#session/config.ts";
import type { Hosting, HostingLack } from "#session/hosting.ts";
import { Button, classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { paths } from "./paths.ts";
import styles from "./surroundings-notice.module.css";
import { troubleOf, type Trouble } from "./surroundings.ts";

/**
 * Where the page stands at an address at which no login works: that, and the same page at one where it
 * does, or a tenant with which it does.
 */
export function SurroundingsNotice({ config, hosting }: { config: Config; hosting: Hosting }) {
  useLocation(); // another page has another address
  const { base } = useRouter();
  const { lack, isKept, takeOver } = hosting;
  const trouble = troubleOf(window.location, base, window.isSecureContext, config, lack);
  if (trouble === null && isKept && takeOver === null) return null;
  return (
    <aside className={styles["notice"]} aria-label="Where this page runs">
      {trouble === null ? null : <TroubleNotice trouble={trouble} base={base} />}
      {trouble === null && !isKept ? <NotKept /> : null}
      {takeOver === null ? null : <Newer takeOver={takeOver} />}
    </aside>
  );
}

function TroubleNotice({ trouble, base }: { trouble: Trouble; base: string }) {
  if (trouble === "sub-path") return <SubPath base={base} />;
  if (trouble === "insecure" || trouble === "other-name") return <OtherName trouble={trouble} />;
  return <NoTenant lack={trouble} />;
}

function OtherName({ trouble }: { trouble: "insecure" | "other-name" }) {
  const { origin, port, pathname, search, hash } = window.location;
  const home = `http://localhost${port === "" ? "" : `:${port}`}`;
  const isInsecure = trouble === "insecure";
  return (
    <Callout
      tone="bad"
      title={isInsecure ? "Nobody can log in at this address." : "Open this page at localhost."}
      actions={
        <a className={classFor("primary")} href={home + pathname + search + hash}>
          Open it at {home}
        </a>
      }
    >
      {isInsecure ? (
        <p>
          <code>{origin}</code> is not a secure origin: a login needs <code>crypto.subtle</code>,
          which browsers have over https and at localhost only. On the computer that serves the
          page, open it at localhost; elsewhere it has to come over https.
        </p>
      ) : (
        <p>
          The tenant knows the callbacks of <code>{home}</code>. For <code>{origin}</code>, which is
          the same computer by another name, it answers a login with “callback mismatch”.
        </p>
      )}
    </Callout>
  );
}

const LACKS: Readonly<Record<HostingLack, { title: string; why: string }>> = {
  unsupported: {
    title: "This browser cannot run the tenant of this site.",
    why: "The tenant is a service worker, and this window has none: some browsers leave them out of private windows.",
  },
  refused: {
    title: "This browser refuses to run the tenant of this site.",
    why: "The tenant is a service worker. A browser refuses one where site data is blocked, or where its file cannot be had. Allow cookies and site data for this site, or open it in another window.",
  },
  bypassed: {
    title: "The tenant of this site is bypassed.",
    why: "The tenant is a service worker, and requests go past it. Developer tools do that with “Bypass for network”, and a forced reload does it once. A form that was sent meanwhile did not reach the tenant; where this page stands in its place, “Try again” sends it again.",
  },
};

const STILL_WORKS =
  "Check, tokens and errors work without it, the use cases are told, and a tenant of your own works, too.";

function NoTenant({ lack }: { lack: HostingLack }) {
  const { title, why } = LACKS[lack];
  return (
    <Callout
      tone="bad"
      title={title}
      actions={
        <>
          <Button onClick={() => window.location.reload()}>Try again</Button>
          <Link className={classFor("plain")} href={paths.ownTenant}>
            Use my tenant
          </Link>
        </>
      }
    >
      <p>{why}</p>
      <p>{STILL_WORKS}</p>
    </Callout>
  );
}

function NotKept() {
  return (
    <Callout tone="note" title="This browser keeps nothing for this site.">
      <p>
        The tenant works, and forgets accounts, links and logins when the browser puts it to sleep,
        which may be after half a minute.
      </p>
    </Callout>
  );
}

function Newer({ takeOver }: { takeOver: () => void }) {
  return (
    <Callout
      tone="note"
      title="A newer version of the tenant is ready."
      actions={<Button onClick={takeOver}>Use it now</Button>}
    >
      <p>
        It begins when every tab of this site is closed, or now. Logins and links stay, and no page
        is reloaded.
      </p>
    </Callout>
  );
}

function SubPath({ base }: { base: string }) {
  return (
    <Callout
      tone="bad"
      title="The tenant of this site needs an origin root."
      actions={
        <Link className={classFor("primary")} href={paths.ownTenant}>
          Use my tenant
        </Link>
      }
    >
      <p>
        This site lies under <code>{base}</code>. SDKs ask for <code>/oauth/token</code> at the root
        of an origin, so no tenant answers here and nobody can log in. Check, tokens and errors
        work, and the use cases are told, not run. A tenant of your own works, too.
      </p>
    </Callout>
  );
}
