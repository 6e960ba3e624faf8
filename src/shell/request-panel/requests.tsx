import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { AccountLetter } from "#ui/account-chip.tsx";
import type { OpenToken } from "#ui/wire-text.tsx";
import type { WireRow } from "#wire/rows.ts";
import { RowDetail, STATES } from "./event-detail.tsx";
import styles from "./requests.module.css";

type RequestsProps = {
  readonly rows: readonly WireRow[];
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly openToken: OpenToken;
  readonly findingHref?: ((id: string) => string) | undefined;
};

/** Every request in order; the selected one open, with what was sent and what came back. */
export function Requests({ rows, selected, onSelect, openToken, findingHref }: RequestsProps) {
  const list = useRef<HTMLOListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const ids = rows.map(({ id }) => id);
  // One tab stop for the whole list: where the reader was, else what is open, else the last row.
  const stop = [focused, selected, ids.at(-1)].find((id) => id != null && ids.includes(id));
  useFollowing(list, rows.length, selected);

  function move(event: KeyboardEvent<HTMLElement>): void {
    const buttons = [...(list.current?.querySelectorAll("button[aria-expanded]") ?? [])];
    const at = buttons.findIndex((button) => button === event.target);
    if (at === -1) return;
    const next = buttons[moved(event.key, at, buttons.length)];
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  }

  if (rows.length === 0) {
    return (
      <p className={styles["empty"]}>
        Nothing was sent yet. Every request of this page will stand here, with its answer.
      </p>
    );
  }
  return (
    <ol className={styles["requests"]} ref={list} aria-label="Requests">
      {rows.map((row, index) => (
        <Row
          key={row.id}
          row={row}
          number={index + 1}
          isOpen={row.id === selected}
          isStop={row.id === stop}
          onFocus={() => setFocused(row.id)}
          onKeyDown={move}
          onToggle={() => onSelect(row.id === selected ? null : row.id)}
          openToken={openToken}
          findingHref={findingHref}
        />
      ))}
    </ol>
  );
}

function Row({
  row,
  number,
  isOpen,
  isStop,
  onFocus,
  onKeyDown,
  onToggle,
  ...detail
}: {
  row: WireRow;
  number: number;
  isOpen: boolean;
  isStop: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onToggle: () => void;
} & Pick<RequestsProps, "openToken" | "findingHref">) {
  const id = useId();
  const { event, actor } = row;
  return (
    <li data-row={row.id}>
      <button
        type="button"
        className={styles["row"]}
        data-look={row.look}
        data-actor={actor ?? undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={onToggle}
      >
        <span className={styles["number"]}>{number}</span>
        {actor === null ? <span /> : <AccountLetter owner={actor} />}
        <span className={styles["name"]} title={row.name}>
          {row.name}
        </span>
        <span className={styles["status"]}>{statusOf(row)}</span>
        <span className={styles["time"]}>
          {event?.kind === "http" && event.durationMs !== null ? `${event.durationMs} ms` : ""}
        </span>
      </button>
      {isOpen ? (
        <div className={styles["detail"]} id={id}>
          <RowDetail row={row} {...detail} />
        </div>
      ) : null}
    </li>
  );
}

function statusOf({ event }: WireRow): string {
  return event === null ? "not sent" : String(event.status ?? STATES[event.state]);
}

function moved(key: string, at: number, count: number): number {
  switch (key) {
    case "ArrowDown":
      return at + 1;
    case "ArrowUp":
      return at - 1;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}

/** Keeps in view what was selected elsewhere, and what came last. */
function useFollowing(
  list: RefObject<HTMLOListElement | null>,
  count: number,
  selected: string | null,
): void {
  useEffect(() => {
    const pane = list.current?.parentElement;
    if (pane && count > 0) pane.scrollTo({ top: pane.scrollHeight });
  }, [list, count]);

  useEffect(() => {
    const pane = list.current?.parentElement;
    const row = list.current?.querySelector(`[data-row="${selected}"]`);
    if (!pane || !row) return;
    const [around, own] = [pane.getBoundingClientRect(), row.getBoundingClientRect()];
    const [above, below] = [own.top - around.top, own.bottom - around.bottom];
    pane.scrollBy({ top: above < 0 ? above : Math.max(0, Math.min(above, below)) });
    const button = row.firstElementChild;
    // Where the page scrolls and not the pane.
    button?.scrollIntoView({ block: "nearest" });
    // What was pressed to come here may be out of sight by now, and must not keep the focus.
    const { activeElement, body } = document;
    const isLost = activeElement === body || activeElement?.checkVisibility() === false;
    if (isLost && button instanceof HTMLElement) button.focus({ preventScroll: true });
  }, [list, selected]);
}
