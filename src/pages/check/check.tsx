import { useCallback, useId, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import { Button } from "#ui/button.tsx";
import { PageHead } from "#ui/page-head.tsx";
import { BroughtCard } from "./brought-card.tsx";
import type { Desk } from "./brought.ts";
import type { CheckHrefs } from "./check-hrefs.ts";
import styles from "./check.module.css";
import type { Sample } from "./samples.ts";
import { useDrop } from "./use-drop.ts";

/** A larger text is read, but not put in the box: laying it out there would take longer than reading. */
const BOX_LIMIT = 20_000;

/** Page: whatever somebody brings, what it is, whether the migration affects it, and what to write instead. */
export function Check({
  desk,
  samples,
  now,
  hrefs,
  onInspect,
}: {
  desk: Desk;
  samples: readonly Sample[];
  /** Seconds since the epoch. */
  now: number;
  hrefs: CheckHrefs;
  /** Opens a token in the inspector. */
  onInspect: (token: string) => void;
}) {
  const brought = useSyncExternalStore(desk.store.subscribe, desk.store.get);
  const [text, setText] = useState(() => brought.find(({ name }) => name === null)?.text ?? "");
  const picker = useRef<HTMLInputElement>(null);
  const id = useId();
  const isLarge = text.length > BOX_LIMIT;

  const paste = useCallback(
    (next: string) => {
      setText(next);
      desk.paste(next);
    },
    [desk],
  );
  const isOver = useDrop(desk, paste);

  return (
    <main className={styles["page"]} id="main">
      <PageHead
        title="Check"
        lead="Paste a request, code, an error or a token, or drop a HAR. It says whether Auth0’s migration affects it, and what to write instead."
      />
      <section
        className={styles["bring"]}
        aria-label="What to check"
        data-over={isOver || undefined}
      >
        <label htmlFor={id} className={styles["label"]}>
          Paste or drop anything
        </label>
        <textarea
          id={id}
          className={styles["input"]}
          rows={6}
          value={isLarge ? "" : text}
          placeholder={
            isLarge
              ? `${text.length.toLocaleString("en")} characters, too many for this box. Read below.`
              : 'curl …, fetch(…), new auth0.Management(…), {"statusCode":400,…}, eyJ…'
          }
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => paste(event.currentTarget.value)}
          onPaste={(event) => {
            const { files } = event.clipboardData;
            const pasted = event.clipboardData.getData("text/plain");
            if (files.length === 0 && pasted.length <= BOX_LIMIT) return;
            event.preventDefault();
            if (files.length > 0) desk.addFiles(files);
            else paste(pasted);
          }}
        />
        <div className={styles["actions"]}>
          <Button onClick={() => picker.current?.click()}>Choose files</Button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label="Files to check"
            onChange={(event) => {
              desk.addFiles(event.currentTarget.files ?? []);
              event.currentTarget.value = "";
            }}
          />
          {text === "" ? null : <Button onClick={() => paste("")}>Clear the text</Button>}
          <p className={styles["promise"]}>
            Read on this page only: nothing is run, sent or stored.
          </p>
        </div>
        <p className={styles["samples"]}>
          <span className={styles["label"]}>Or try</span>
          {samples.map(({ label, text: sample }) => (
            <Button key={label} look="small" onClick={() => paste(sample)}>
              {label}
            </Button>
          ))}
        </p>
      </section>
      {brought.length === 0 ? (
        <Nothing />
      ) : (
        <ol className={styles["list"]} aria-label="What was brought">
          {brought.map((one) => (
            <li key={one.id}>
              <BroughtCard
                one={one}
                desk={desk}
                now={now}
                hrefs={hrefs}
                onInspect={onInspect}
                onRemove={() => (one.name === null ? paste("") : desk.remove(one.id))}
              />
            </li>
          ))}
        </ol>
      )}
    </main>
  );
}

/** What can be brought, while nothing was. */
function Nothing(): ReactNode {
  return (
    <dl className={styles["kinds"]}>
      {KINDS.map(([kind, says]) => (
        <div key={kind}>
          <dt>{kind}</dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  );
}

const KINDS = [
  [
    "A request",
    "curl, PowerShell, HTTPie, fetch or raw HTTP, as DevTools or your log prints it. It is judged by the guide’s nine use cases.",
  ],
  [
    "A recording",
    "A HAR of any browser or of Playwright, up to 50 MB and more. Without tokens in it, the login in the same recording tells which one was sent.",
  ],
  [
    "Code",
    "JavaScript or TypeScript with fetch, axios, auth0.js, auth0-spa-js, auth0-react or auth0 for Node. Each call is named with its line.",
  ],
  [
    "An error",
    "A body of the API, a callback with error=, or the message of an SDK. It leads to its cause and the way out.",
  ],
  ["A token", "Bare or wrapped. It opens in the inspector."],
] as const;
