import type { Tenant } from "#protocol/tenant.ts";
import { Tabs } from "#ui/tabs.tsx";
import type { WireEvent } from "#wire/event.ts";
import { Requests } from "./requests.tsx";
import { Tokens, type HeldToken } from "./tokens.tsx";
import styles from "./wire-panel.module.css";

/** The views of the panel. */
export type WireView = "requests" | "tokens";

/** What went over the wire, and the tokens it brought. The same on every page. */
export function WirePanel({
  events,
  tokens,
  tenant,
  now,
  view,
  onView,
}: {
  events: readonly WireEvent[];
  tokens: readonly HeldToken[];
  tenant: Tenant;
  /** Seconds since the epoch. */
  now: number;
  view: WireView;
  onView: (view: WireView) => void;
}) {
  return (
    <section className={styles["panel"]} aria-label="Wire">
      <Tabs
        label="Wire"
        value={view}
        onChange={(value) => onView(value === "tokens" ? "tokens" : "requests")}
        tabs={[
          {
            value: "requests",
            label: `Requests ${events.length}`,
            content: <Requests events={events} />,
          },
          {
            value: "tokens",
            label: `Tokens ${tokens.length}`,
            content: <Tokens tokens={tokens} tenant={tenant} now={now} />,
          },
        ]}
      />
    </section>
  );
}
