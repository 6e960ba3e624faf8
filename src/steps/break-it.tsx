import { useId, useRef, useState, type ReactNode } from "react";
import { SHOWN_FIRST } from "#linking/scenarios/taught-first.ts";
import { Button } from "#ui/button.tsx";
import styles from "./break-it.module.css";

/** Something to break on purpose, as the panel offers it. */
export type BreakOption = {
  readonly id: string;
  readonly label: string;
  /** What it will lead to. */
  readonly leadsTo: string;
  /** How the reader does it, where the page cannot. */
  readonly how: string | null;
  /** Why it cannot be done here; `null` where it can. */
  readonly unavailable: string | null;
};

type Shown = "first" | "all";

/** The exercise of a step: one thing at a time goes wrong, and the answer explains it. */
export function BreakIt({
  options,
  broken,
  send,
  onBreak,
}: {
  /** Those that teach most first. */
  options: readonly BreakOption[];
  /** What is broken now. */
  broken: string | null;
  /** What sends the request as it is broken now; it stands in the row of what is broken. */
  send: ReactNode;
  onBreak: (id: string | null) => void;
}) {
  const name = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  const [wanted, setWanted] = useState("");
  const [shown, setShown] = useState<Shown>("first");
  const switches = options.filter((option) => option.how === null);
  const byHand = options.filter((option) => option.how !== null);
  const isLong = switches.length > SHOWN_FIRST;
  const isSearching = wanted.trim() !== "";
  const showsAll = !isLong || isSearching || shown === "all";
  const found = switches.filter((option) => matches(option, wanted));
  const first = showsAll ? found : found.slice(0, SHOWN_FIRST);
  // What is broken is never out of sight.
  const rows = switches.filter((option) => first.includes(option) || option.id === broken);
  const hands = showsAll ? byHand.filter((option) => matches(option, wanted)) : [];

  return (
    <div className={styles["break-it"]}>
      {isLong ? (
        <div className={styles["search"]}>
          <label htmlFor={`${name}-search`}>Find a way</label>
          <input
            id={`${name}-search`}
            type="search"
            value={wanted}
            placeholder="scope, expired, 429 …"
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${name}-found`}
            onChange={(event) => setWanted(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "ArrowDown") return;
              event.preventDefault();
              list.current
                ?.querySelector<HTMLInputElement>("[data-way] input:not([disabled])")
                ?.focus();
            }}
          />
          <span id={`${name}-found`} role="status" className={styles["found"]}>
            {isSearching ? countText(found.length + hands.length) : ""}
          </span>
        </div>
      ) : null}
      {switches.length === 0 ? null : (
        <fieldset ref={list} className={styles["switches"]}>
          <legend>Choose one: the request above changes. Then send it.</legend>
          <label className={styles["option"]}>
            <input
              type="radio"
              name={name}
              checked={broken === null}
              onChange={() => onBreak(null)}
            />
            <span>Nothing is broken</span>
          </label>
          {rows.map((option) => (
            <div key={option.id} className={styles["option"]} data-way="">
              <input
                id={`${name}-${option.id}`}
                type="radio"
                name={name}
                checked={broken === option.id}
                disabled={option.unavailable !== null}
                aria-describedby={`${name}-${option.id}-leads-to`}
                onChange={() => onBreak(option.id)}
              />
              <span>
                <label htmlFor={`${name}-${option.id}`}>{option.label}</label>
                <span id={`${name}-${option.id}-leads-to`} className={styles["leads-to"]}>
                  {option.unavailable ?? option.leadsTo}
                </span>
              </span>
              {broken === option.id ? <span className={styles["send"]}>{send}</span> : null}
            </div>
          ))}
        </fieldset>
      )}
      {hands.length === 0 ? null : (
        <section aria-label="By hand">
          <p className={styles["group"]}>By hand</p>
          <dl className={styles["by-hand"]}>
            {hands.map((option) => (
              <div key={option.id}>
                <dt>{option.label}</dt>
                <dd>{option.unavailable ?? option.how}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {isLong && !isSearching ? (
        <div>
          <Button
            look="small"
            aria-expanded={shown === "all"}
            onClick={() => setShown(shown === "all" ? "first" : "all")}
          >
            {shown === "all" ? `Show ${SHOWN_FIRST}` : `Show all ${options.length}`}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function matches({ label, leadsTo, how }: BreakOption, wanted: string): boolean {
  const text = `${label} ${leadsTo} ${how ?? ""}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function countText(count: number): string {
  if (count === 0) return "None has these words.";
  return count === 1 ? "1 way" : `${count} ways`;
}
