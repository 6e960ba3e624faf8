import { useMemo, useState } from "react";
import type { Tenant } from "#protocol/tenant.ts";
import type { SignatureVerdict } from "#protocol/verify-signature.ts";
import { Tabs } from "#ui/tabs.tsx";
import type { OpenToken } from "#ui/wire-text.tsx";
import type { WireEvent } from "#wire/event.ts";
import { wireRows, type PlannedEvent } from "#wire/rows.ts";
import { Diagram } from "./diagram.tsx";
import { Requests } from "./requests.tsx";
import { Tokens, type TokenName } from "./tokens.tsx";
import type { HeldToken, LitClaim } from "#linking/tokens/held-token.ts";
import styles from "./wire-panel.module.css";

const VIEWS = ["diagram", "requests", "tokens"] as const;

/** The views of the panel. */
export type WireView = (typeof VIEWS)[number];

export type WirePanelProps = {
  readonly events: readonly WireEvent[];
  /** What the step in view will send. */
  readonly planned: readonly PlannedEvent[];
  /** The run of that step that is under way. */
  readonly underWay: number | null;
  readonly tokens: readonly HeldToken[];
  /** What is known of their signatures, by token. */
  readonly signatures: ReadonlyMap<string, SignatureVerdict>;
  readonly tokensHref: string;
  readonly tenant: Tenant;
  readonly view: WireView;
  readonly onView: (view: WireView) => void;
  /** The row that diagram and requests both show as selected. */
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  /** Whether the tenant tells what it does inside. */
  readonly canTellRules: boolean;
  /** What explains how the step in view ended, where it failed. */
  readonly finding?: string | null;
  /** The claims that gave a finding away. */
  readonly evidenceOf?: (finding: string) => readonly LitClaim[];
  readonly findingHref?: (id: string) => string;
};

/** What went over the wire and what will, and the tokens it brought. The same on every page. */
export function WirePanel(props: WirePanelProps) {
  const { events, planned, underWay, tokens, view, onView, selected, onSelect } = props;
  const [opened, setOpened] = useState<TokenName | null>(null);
  const rows = useMemo(() => wireRows(events, planned, underWay), [events, planned, underWay]);
  const finding = findingOf(props);
  const { evidenceOf } = props;
  const litClaims = useMemo(
    () => (finding === null ? [] : (evidenceOf?.(finding) ?? [])),
    [finding, evidenceOf],
  );

  const openToken: OpenToken = (chip) => {
    const held = tokens.find(({ owner, name }) => owner === chip.owner && name === chip.name);
    if (held === undefined) return null;
    return () => {
      setOpened({ owner: held.owner, name: held.name });
      onView("tokens");
    };
  };

  function showView(value: string) {
    setOpened(null);
    const next = VIEWS.find((one) => one === value);
    if (next) onView(next);
  }

  const requests = (
    <Requests
      rows={rows}
      selected={selected}
      onSelect={onSelect}
      openToken={openToken}
      findingHref={props.findingHref}
    />
  );
  return (
    <section className={styles["panel"]} aria-label="Wire">
      <Tabs
        label="Wire"
        value={view}
        onChange={showView}
        tabs={[
          {
            value: "diagram",
            label: "Diagram",
            content: (
              <div
                className={styles["split"]}
                data-open={rows.some(({ id }) => id === selected) ? "" : undefined}
              >
                <Diagram
                  rows={rows}
                  selected={selected}
                  onSelect={onSelect}
                  canTellRules={props.canTellRules}
                />
                <div className={styles["list"]}>{requests}</div>
              </div>
            ),
          },
          { value: "requests", label: `Requests ${events.length}`, content: requests },
          {
            value: "tokens",
            label: `Tokens ${tokens.length}`,
            content: (
              <Tokens
                tokens={tokens}
                tenant={props.tenant}
                opened={opened}
                litClaims={litClaims}
                signatures={props.signatures}
                tokensHref={props.tokensHref}
              />
            ),
          },
        ]}
      />
    </section>
  );
}

/** What the selected request came to; without a selection, the step in view. */
function findingOf({ events, selected, finding = null }: WirePanelProps): string | null {
  const event = events.find(({ id }) => String(id) === selected);
  return event === undefined ? finding : event.finding;
}
