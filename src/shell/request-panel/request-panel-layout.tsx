import { useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import type { HeldToken, LitClaim } from "#linking/tokens/held-token.ts";
import { WirePanel, type WireView } from "./wire-panel.tsx";
import type { TenantCapabilities } from "#protocol/control.ts";
import type { KeySet } from "#protocol/discovery.ts";
import type { Tenant } from "#protocol/tenant.ts";
import type { WireLog } from "#wire/log.ts";
import type { PlannedEvent } from "#wire/rows.ts";
import { paths } from "#shell/paths.ts";
import { HostProvider } from "#shell/host-context.tsx";
import { useDrawer } from "./use-drawer.ts";
import { useSignatures } from "#shell/use-signatures.ts";
import styles from "./request-panel-layout.module.css";

/** What the small screen shows: there is room for one. */
type Pane = "lesson" | WireView;

const VIEWS: readonly { value: WireView; label: string }[] = [
  { value: "diagram", label: "Diagram" },
  { value: "requests", label: "Requests" },
  { value: "tokens", label: "Tokens" },
];

/** Below it there is room for one pane; the same as in the style sheet. */
const NARROW = "(max-width: 719px)";

/** An event that the page itself wants shown; each an object of its own, so that one can be shown again. */
export type ShownEvent = { readonly id: number };

/**
 * A page with the wire beside it: a column, a drawer, or a tab of the bottom bar, as wide as the
 * screen is.
 */
export function RequestPanelLayout({
  log,
  step,
  planned,
  name = "Lesson",
  shown = null,
  keys,
  capabilities,
  children,
  ...panel
}: {
  log: WireLog;
  /** The step that is planned, as its runs name it. */
  step: string;
  planned: readonly PlannedEvent[];
  /** What the pane beside the wire is called. */
  name?: string;
  shown?: ShownEvent | null;
  tokens: readonly HeldToken[];
  /** The tenant's keys, where the walkthrough has read them. */
  keys: KeySet | null;
  tenant: Tenant;
  capabilities: Pick<TenantCapabilities, "hasLog" | "host">;
  finding?: string | null;
  evidenceOf?: (finding: string) => readonly LitClaim[];
  findingHref?: (id: string) => string;
  children: ReactNode;
}) {
  const events = useSyncExternalStore(log.subscribe, log.events);
  const underWay = useSyncExternalStore(log.subscribe, () => log.underWay(step));
  const held = useMemo(() => panel.tokens.map(({ raw }) => raw), [panel.tokens]);
  const signatures = useSignatures(held, keys);
  const [pane, setPane] = useState<Pane>("lesson");
  const [view, setView] = useState<WireView>("diagram");
  const [selected, setSelected] = useState<string | null>(null);
  const [isDrawerOpen, setIsDrawerOpen] = useDrawer();

  const panes = [{ value: "lesson", label: name } as const, ...VIEWS];

  const [seen, setSeen] = useState(shown);
  if (shown !== seen) {
    setSeen(shown);
    if (shown !== null) show(shown);
  }

  function show({ id }: ShownEvent) {
    setSelected(String(id));
    setIsDrawerOpen(true);
    if (window.matchMedia(NARROW).matches) showPane("requests");
    else if (view === "tokens") setView("diagram");
  }

  function showPane(next: Pane) {
    setPane(next);
    if (next !== "lesson") setView(next);
  }

  return (
    <HostProvider host={capabilities.host}>
      <div
        className={styles["frame"]}
        data-pane={pane}
        data-drawer={isDrawerOpen ? "open" : "closed"}
      >
        <main className={styles["main"]} id="main">
          <div className={styles["lesson"]}>{children}</div>
          <div className={styles["wire"]}>
            {pane === "lesson" ? null : (
              <h1 className={styles["pane-title"]}>
                {panes.find(({ value }) => value === pane)?.label}
              </h1>
            )}
            <button
              type="button"
              className={styles["drawer"]}
              aria-expanded={isDrawerOpen}
              onClick={() => setIsDrawerOpen(!isDrawerOpen)}
            >
              {isDrawerOpen ? "Hide the wire" : "Show the wire"}
            </button>
            <WirePanel
              {...panel}
              canTellRules={capabilities.hasLog}
              events={events}
              planned={planned}
              underWay={underWay}
              signatures={signatures}
              tokensHref={paths.tokens}
              view={view}
              onView={(next) => (pane === "lesson" ? setView(next) : showPane(next))}
              selected={selected}
              onSelect={setSelected}
            />
          </div>
        </main>
        <nav className={styles["bar"]} aria-label="Views">
          {panes.map(({ value, label }) => (
            <button
              key={value}
              type="button"
              className={styles["bar-button"]}
              aria-pressed={pane === value}
              onClick={() => showPane(value)}
            >
              {label}
            </button>
          ))}
        </nav>
      </div>
    </HostProvider>
  );
}
