import { useEffect, useId, useRef } from "react";
import { Link } from "wouter";
import { CHECKS } from "#linking/tokens/check-copy.ts";
import { isBlocking, type Check } from "#linking/tokens/checks.ts";
import type { Exchange } from "#linking/use-cases/exchange.ts";
import { diffOf } from "#linking/use-cases/fixes.ts";
import type { Judgement, Verdict } from "#linking/use-cases/judgement.ts";
import { USE_CASES } from "#linking/use-cases/use-cases.ts";
import { appOf, checksOf, fixFor, type JudgedCall } from "#reader/judge-call.ts";
import { Button } from "#ui/button.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { Diff } from "#ui/diff.tsx";
import { VerdictLine } from "#ui/verdict-line.tsx";
import type { Span } from "#wire/marker.ts";
import styles from "./call-card.module.css";
import { titleOf } from "./call-title.ts";
import type { CheckHrefs } from "./check-hrefs.ts";
import { ExcerptView, PrintedExchange } from "./excerpt-view.tsx";

const VERDICTS: Readonly<
  Record<
    Verdict,
    { readonly sign: string; readonly text: string; readonly tone: "bad" | "ok" | "ink" }
  >
> = {
  affected: { sign: "✕", text: "Affected", tone: "bad" },
  "not-affected": { sign: "✓", text: "Not affected", tone: "ok" },
  "new-way": { sign: "✓", text: "The new way", tone: "ok" },
  "not-linking": { sign: "–", text: "This does not link or unlink", tone: "ink" },
  "cannot-tell": { sign: "?", text: "Can’t tell", tone: "ink" },
};

/** A request or call with its verdict, the place that decides, and what to write instead. */
export function CallCard({
  judged,
  text,
  known,
  now,
  hrefs,
  isTold,
  onTell,
  onForget,
}: {
  judged: JudgedCall;
  /** What was brought; `null` where no excerpt of it can be shown. */
  text: string | null;
  /** What the reader knows to be secret in it. */
  known: readonly Span[];
  now: number;
  hrefs: CheckHrefs;
  isTold: boolean;
  onTell: (gives: Exchange) => void;
  onForget: () => void;
}) {
  const { found, judgement, lit } = judged;
  const verdict = VERDICTS[judgement.verdict];
  const fix = fixFor(judged);
  const app = appOf(judged);
  const checks = checksOf(judged, now);
  const isPrinted = text === null || found.place.layers.length > 1 || isHar(judged);
  const card = useRef<HTMLElement>(null);
  const wasTold = useRef(isTold);

  useEffect(() => {
    // The radio button that was pressed is gone with its question, or the other way round.
    if (wasTold.current !== isTold) card.current?.focus();
    wasTold.current = isTold;
  }, [isTold]);

  return (
    <section ref={card} tabIndex={-1} className={styles["call"]} aria-label={titleOf(judged)}>
      <VerdictLine sign={verdict.sign} tone={verdict.tone}>
        {verdict.text}
        <span className={styles["where"]}>{titleOf(judged)}</span>
      </VerdictLine>
      <Row judgement={judgement} hrefs={hrefs} />
      <p>{judgement.reason.text}</p>
      {isPrinted ? (
        <PrintedExchange exchange={found.exchange} places={judgement.reason.places} />
      ) : (
        <ExcerptView text={text} place={found.place} lit={lit} known={known} />
      )}
      {judgement.notes.map(({ id, text: note }) => (
        <p key={id} className={styles["note"]}>
          {note}
        </p>
      ))}
      {judgement.question === null ? null : (
        <Question question={judgement.question} onTell={onTell} />
      )}
      {isTold ? (
        <div>
          <Button look="small" onClick={onForget}>
            Take the answer back
          </Button>
        </div>
      ) : null}
      {checks === null ? null : <Checks checks={checks} />}
      {fix === null ? null : (
        <Diff
          title={fix.title}
          lines={diffOf(fix)}
          action={<CopyButton label="Copy the new lines" text={fix.after.join("\n")} />}
        />
      )}
      {fix === null || app === null ? null : (
        <p>
          <Link href={hrefs.app(app)}>The same in your library’s code</Link>, step by step.
        </p>
      )}
    </section>
  );
}

function isHar({ found }: JudgedCall): boolean {
  return found.kind === "request" && (found.form === "har" || found.form === "json");
}

function Row({ judgement, hrefs }: { judgement: Judgement; hrefs: CheckHrefs }) {
  if (judgement.useCase === null) return null;
  const { number, title } = USE_CASES[judgement.useCase];
  return (
    <p>
      <Link href={hrefs.row(number)}>Use case {number}</Link> of the guide: {title}.
    </p>
  );
}

function Question({
  question: { text, answers },
  onTell,
}: {
  question: NonNullable<Judgement["question"]>;
  onTell: (gives: Exchange) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles["question"]}>
      <legend>{text}</legend>
      {answers.map(({ label, gives }) => (
        <label key={label} className={styles["answer"]}>
          <input type="radio" name={name} onChange={() => onTell(gives)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The ten checks between the two tokens of the request, those that fail first. */
function Checks({ checks }: { checks: readonly Check[] }) {
  const failed = checks.filter(({ passes }) => passes === false);
  const open = checks.filter(({ passes }) => passes === null).length;
  const fit = checks.length - failed.length - open;
  return (
    <details className={styles["checks"]} open={failed.length > 0}>
      <summary>
        The two tokens: {fit} of {checks.length} checks fit
        {open === 0 ? "" : `, ${open} can’t be told from here`}
      </summary>
      <ul>
        {failed.map((check) => {
          const { title, failed: words, otherwise } = CHECKS[check.id];
          return (
            <li key={check.id} data-tone={isBlocking(check) ? "bad" : "ink"}>
              <strong>{words ?? `Not so: ${title}`}.</strong> {otherwise}
              {check.prevents === null ? null : (
                <>
                  {" "}
                  The API answers <code>{check.prevents}</code>.
                </>
              )}
            </li>
          );
        })}
        {checks
          .filter(({ passes }) => passes !== false)
          .map(({ id, passes }) => (
            <li key={id}>
              {passes === null ? "Not known: " : "✓ "}
              {CHECKS[id].title}.
            </li>
          ))}
      </ul>
    </details>
  );
}
