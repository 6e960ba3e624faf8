import { useMemo } from "react";
import { Button } from "#ui/button.tsx";
import { useFirst } from "#ui/show-more.tsx";
import { EVIDENCE_WORDS } from "#protocol/evidence.ts";
import type { LogLine } from "#protocol/control-answers.ts";
import type { ControlPrint } from "#session/tenant/control-print.ts";
import { CallText } from "./call.tsx";
import { Section } from "./part.tsx";
import styles from "./tenant.module.css";
import { logTime } from "./words.ts";

const SHOWN_LINES = 20;

/** What the tenant answered, the newest first, with the rule that decided and how it is known. */
export function Log({
  lines,
  print,
  isReading,
  onRead,
}: {
  lines: readonly LogLine[];
  print: ControlPrint;
  isReading: boolean;
  onRead: () => void;
}) {
  const newest = useMemo(() => lines.toReversed(), [lines]);
  const [shown, more] = useFirst(newest, SHOWN_LINES);
  return (
    <Section
      id="log"
      title="Log"
      lead="Every answer, the newest first: the rule that decided, why, and how that is known of Auth0. Never a token or a query."
      action={
        <Button look="small" isBusy={isReading} busyLabel="Reading…" onClick={onRead}>
          Refresh
        </Button>
      }
    >
      <CallText command={print.reading("log")} />
      {lines.length === 0 ? (
        <p className={styles["quiet"]}>Nothing was answered yet, or since the log was emptied.</p>
      ) : (
        <ol className={styles["rows"]} aria-label="Answers of the tenant, the newest first">
          {shown.map((line) => (
            <Line key={line.number} line={line} />
          ))}
        </ol>
      )}
      {more}
    </Section>
  );
}

function Line({ line }: { line: LogLine }) {
  const { number, at, method, path, status, rule, because, evidence, source, fault } = line;
  return (
    <li className={styles["row"]}>
      <p className={styles["number"]}>
        #{number} · {logTime(at)}
      </p>
      <div className={styles["line"]}>
        <p>
          <code>
            {method} {path}
          </code>{" "}
          <strong>{status === 0 ? "no answer" : status}</strong>
        </p>
        <p>
          <code>{rule}</code>
          {because === undefined ? "" : `: ${because}`}
          {fault === undefined ? "" : ` (fault: ${fault})`}
        </p>
        <p className={styles["quiet"]}>
          {evidence}, {EVIDENCE_WORDS[evidence]}
          {source === undefined ? "" : `: ${source}`}
        </p>
      </div>
    </li>
  );
}
