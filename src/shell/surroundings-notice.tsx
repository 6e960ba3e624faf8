import { Link, useLocation, useRouter } from "wouter";
import type { Config } from "#session/config.ts";
import { classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { paths } from "./paths.ts";
import styles from "./surroundings-notice.module.css";
import { troubleOf } from "./surroundings.ts";

/**
 * Where the page stands at an address at which no login works: that, and the same page at one where it
 * does, or a tenant with which it does.
 */
export function SurroundingsNotice({ config }: { config: Config }) {
  useLocation(); // another page has another address
  const { base } = useRouter();
  const trouble = troubleOf(window.location, base, window.isSecureContext, config);
  if (trouble === null) return null;
  return (
    <aside className={styles["notice"]} aria-label="The address of this page">
      {trouble === "sub-path" ? <SubPath base={base} /> : <OtherName trouble={trouble} />}
    </aside>
  );
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
