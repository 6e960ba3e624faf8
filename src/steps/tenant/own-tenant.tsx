import { useId, useState, type FormEvent } from "react";
import { useRouter } from "wouter";
import { siteArea, tabArea } from "#session/areas.ts";
import { CALLBACK_PATHS } from "#session/callback-paths.ts";
import type { Config } from "#session/config.ts";
import { chooseTenant, forgetTenant } from "#session/tenant-choice.ts";
import { describeTenant } from "#protocol/tenant.ts";
import { paths } from "#shell/paths.ts";
import { Claim } from "#shell/claim.tsx";
import { Button } from "#ui/button.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import styles from "./own-tenant.module.css";

/**
 * The form for a tenant of the reader's own, and what to enter in that tenant's dashboard first. A change
 * loads the page anew, at its first step.
 */
export function OwnTenant({ config }: { config: Config }) {
  const [domain, setDomain] = useState("");
  const [clientId, setClientId] = useState("");
  const [canonicalDomain, setCanonicalDomain] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const { base } = useRouter();
  const refusalId = useId();
  const canonicalId = useId();

  function choose(event: FormEvent) {
    event.preventDefault();
    try {
      const canonical = canonicalDomain.trim();
      chooseTenant(
        { domain, clientId, ...(canonical === "" ? {} : { canonicalDomain: canonical }) },
        siteArea,
      );
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      setRefusal(
        "Enter a domain without a path, such as example.eu.auth0.com, and the client ID. The canonical domain may stay empty.",
      );
      return;
    }
    reload();
  }

  function forget() {
    forgetTenant(siteArea);
    reload();
  }

  function reload() {
    tabArea.clear();
    window.location.assign(base + paths.step("tenant"));
  }

  return (
    <>
      <p>
        Real requests then go to that tenant and nowhere else. What happened in this walkthrough is
        forgotten here; at the tenant nothing changes.
      </p>
      <dl className={styles["values"]}>
        {dashboardValues(window.location.origin, base).map(({ field, value }) => (
          <div key={field} className={styles["value"]}>
            <dt>{field}</dt>
            <dd>
              <code>{value}</code> <CopyButton text={value} label="Copy" />
            </dd>
          </div>
        ))}
      </dl>
      <form className={styles["form"]} onSubmit={choose}>
        <label>
          Domain
          <input
            value={domain}
            placeholder="example.eu.auth0.com"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={refusal === null ? undefined : refusalId}
            onChange={(event) => setDomain(event.target.value)}
          />
        </label>
        <label>
          Client ID
          <input
            value={clientId}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setClientId(event.target.value)}
          />
        </label>
        <label>
          Canonical domain, if the other is a custom one
          <input
            value={canonicalDomain}
            placeholder={domain === "" ? "example.eu.auth0.com" : domain}
            autoComplete="off"
            spellCheck={false}
            aria-describedby={canonicalId}
            onChange={(event) => setCanonicalDomain(event.target.value)}
          />
        </label>
        <p id={canonicalId} className={styles["note"]}>
          Tokens carry the custom domain as <Claim name="iss" />. The Management API keeps its
          address and its audience, <code>{audienceOf(canonicalDomain.trim() || domain)}</code>.
        </p>
        {refusal === null ? null : (
          <p id={refusalId} role="alert" className={styles["refusal"]}>
            {refusal}
          </p>
        )}
        <div className={styles["buttons"]}>
          <button type="submit" className={styles["submit"]}>
            Use this tenant
          </button>
          {config.isOwn ? <Button onClick={forget}>Back to the built-in tenant</Button> : null}
        </div>
      </form>
    </>
  );
}

/** As it will be asked for, while somebody types. */
function audienceOf(domain: string): string {
  try {
    return describeTenant(domain, "any").audience;
  } catch {
    return "https://{canonical domain}/api/v2/";
  }
}

/** What the application in the reader's tenant must have, in the dashboard's own words. */
function dashboardValues(
  origin: string,
  base: string,
): readonly { field: string; value: string }[] {
  const appUrl = origin + base;
  return [
    { field: "Application type", value: "Single Page Application" },
    {
      field: "Allowed Callback URLs",
      value: `${appUrl}${CALLBACK_PATHS.page}, ${appUrl}${CALLBACK_PATHS.popup}`,
    },
    { field: "Allowed Logout URLs", value: appUrl },
    { field: "Allowed Web Origins", value: origin },
    { field: "JSON Web Token signature algorithm", value: "RS256" },
    {
      field: "Grant types (implicit only for the legacy flow)",
      value: "Authorization Code, Refresh Token, Implicit",
    },
  ];
}
