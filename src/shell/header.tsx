import type { ReactNode } from "react";
import { Link } from "wouter";
import { AccountChip, AccountLetter, type ChipLabel, type Owner } from "#ui/account-chip.tsx";
import { Button } from "#ui/button.tsx";
import { Mark } from "#ui/mark.tsx";
import styles from "./header.module.css";

/** The bar above every page: where requests go, and who A and B are. */
export function Header({
  homeHref,
  useCasesHref,
  tokensHref,
  errorsHref,
  labsHref,
  tenantHref,
  tenantName,
  promise,
  isLocal,
  accounts,
  cookie,
  theme,
  onToggleTheme,
}: {
  homeHref: string;
  useCasesHref: string;
  tokensHref: string;
  errorsHref: string;
  labsHref: string;
  /** Where the tenant is steered; `null` where it cannot be. */
  tenantHref: string | null;
  tenantName: string;
  /** Where requests went so far. */
  promise: ReactNode;
  isLocal: boolean;
  accounts: Readonly<Record<Owner, ChipLabel | null>>;
  /** Whose login the tenant's cookie is, as far as it happened here. */
  cookie: "A" | "B" | "other" | null;
  theme: "light" | "dark";
  onToggleTheme: () => void;
}) {
  const other = theme === "light" ? "Dark" : "Light";
  return (
    <header className={styles["header"]}>
      <Link href={homeHref} className={styles["brand"] ?? ""}>
        <Mark /> LinkLab
      </Link>
      <p className={styles["tenant"]} data-local={isLocal}>
        <span className={styles["dot"]} aria-hidden="true" />
        <strong>{tenantName}</strong>
        <span className={styles["promise"]}>{promise}</span>
      </p>
      <nav className={styles["nav"]} aria-label="Tools">
        <Link href={useCasesHref}>Use cases</Link>
        <Link href={tokensHref}>Tokens</Link>
        <Link href={errorsHref}>Errors</Link>
        <Link href={labsHref}>Labs</Link>
        {tenantHref === null ? null : <Link href={tenantHref}>Tenant</Link>}
      </nav>
      <ul className={styles["accounts"]} aria-label="Accounts">
        {(["A", "B"] as const).map((owner) => (
          <li key={owner}>
            <AccountChip owner={owner} label={accounts[owner]} />
          </li>
        ))}
      </ul>
      <p className={styles["cookie"]} title="Whose login the tenant’s cookie is">
        cookie:{" "}
        {cookie === "A" || cookie === "B" ? (
          <AccountLetter owner={cookie} />
        ) : (
          (cookie ?? "unknown")
        )}
      </p>
      <Button look="small" onClick={onToggleTheme} aria-label={`${other} theme`}>
        {other}
      </Button>
    </header>
  );
}
