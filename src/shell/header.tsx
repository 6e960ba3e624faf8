import { useId, useRef, useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { AccountChip, type ChipLabel, type Owner } from "#ui/account-chip.tsx";
import { Button } from "#ui/button.tsx";
import { Mark } from "#ui/mark.tsx";
import { isBehind, type Door } from "./doors.ts";
import styles from "./header.module.css";

/**
 * The bar above every page: where it leads, where requests go, and who A and B are. One line at every
 * width: what has no room stands in a menu.
 */
export function Header({
  homeHref,
  doors,
  tenantName,
  promise,
  isLocal,
  accounts,
  cookie,
  theme,
  onToggleTheme,
}: {
  homeHref: string;
  doors: readonly Door[];
  tenantName: string;
  /** Where requests went so far. */
  promise: ReactNode;
  isLocal: boolean;
  accounts: Readonly<Record<Owner, ChipLabel | null>>;
  /** Whose login the tenant's cookie is; `null` before there is a walkthrough. */
  cookie: ReactNode;
  theme: "light" | "dark";
  onToggleTheme: () => void;
}) {
  const [pathname] = useLocation();
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const other = theme === "light" ? "Dark" : "Light";
  return (
    <header className={styles["header"]}>
      <Link
        href={homeHref}
        className={styles["brand"] ?? ""}
        aria-current={pathname === homeHref ? "page" : undefined}
      >
        <Mark /> <span className={styles["name"]}>LinkLab</span>
      </Link>
      {/* Where there is room, its parts stand in the bar and it is no menu. */}
      <div
        ref={menu}
        id={menuId}
        popover="auto"
        className={styles["menu"]}
        onToggle={({ newState }) => setIsOpen(newState === "open")}
      >
        <p className={styles["tenant"]} data-local={isLocal}>
          <span className={styles["dot"]} aria-hidden="true" />
          <strong title={tenantName}>{tenantName}</strong>
          <span className={styles["promise"]}>{promise}</span>
        </p>
        <nav aria-label="Pages">
          <ul className={styles["doors"]}>
            {doors.map((door) => (
              <li key={door.href}>
                <Link
                  href={door.href}
                  className={styles["door"] ?? ""}
                  aria-current={isBehind(door, pathname) ? "page" : undefined}
                  onClick={() => menu.current?.hidePopover()}
                >
                  {door.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {cookie === null ? null : <p className={styles["cookie"]}>{cookie}</p>}
        <div className={styles["theme"]}>
          <Button look="small" onClick={onToggleTheme} aria-label={`${other} theme`}>
            {other}
          </Button>
        </div>
      </div>
      <ul className={styles["accounts"]} aria-label="Accounts">
        {(["A", "B"] as const).map((owner) => (
          <li key={owner}>
            <AccountChip owner={owner} label={accounts[owner]} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={styles["toggle"]}
        popoverTarget={menuId}
        aria-expanded={isOpen}
        aria-controls={menuId}
      >
        Menu
      </button>
    </header>
  );
}
