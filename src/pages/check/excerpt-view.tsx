import type { Exchange, Place } from "#linking/use-cases/exchange.ts";
import type { Range } from "#reader/found.ts";
import type { Span } from "#wire/marker.ts";
import { useMemo } from "react";
import { excerptOf, type ExcerptPiece } from "./excerpt.ts";
import styles from "./excerpt-view.module.css";
import { printExchange } from "./printed-exchange.ts";

/** The lines of the text that decide, with the deciding characters lit. */
export function ExcerptView({
  text,
  place,
  lit,
  known,
}: {
  text: string;
  place: Range;
  lit: readonly Range[];
  known: readonly Span[];
}) {
  const { firstLine, pieces } = useMemo(
    () => excerptOf(text, place, lit, known),
    [text, place, lit, known],
  );
  return (
    <pre
      className={styles["excerpt"]}
      role="region"
      tabIndex={0}
      aria-label="The place in the text"
    >
      <span className={styles["line"]}>from line {firstLine}</span>
      {"\n"}
      <Pieces pieces={pieces} />
    </pre>
  );
}

/** A recorded request, printed part by part. */
export function PrintedExchange({
  exchange,
  places,
}: {
  exchange: Exchange;
  places: readonly Place[];
}) {
  const lines = useMemo(() => printExchange(exchange, places), [exchange, places]);
  return (
    <pre className={styles["excerpt"]} role="region" tabIndex={0} aria-label="The request">
      {lines.map((pieces, index) => (
        // Lines have no identity but their place.
        // eslint-disable-next-line react/no-array-index-key
        <span key={index}>
          <Pieces pieces={pieces} />
          {"\n"}
        </span>
      ))}
    </pre>
  );
}

function Pieces({ pieces }: { pieces: readonly ExcerptPiece[] }) {
  return pieces.map(({ text, isLit, isRedacted }, index) => {
    const shown = isRedacted ? <span className={styles["redacted"]}>{text}</span> : text;
    return isLit ? (
      // eslint-disable-next-line react/no-array-index-key
      <mark key={index} className={styles["lit"]}>
        {shown}
      </mark>
    ) : (
      // eslint-disable-next-line react/no-array-index-key
      <bdi key={index}>{shown}</bdi>
    );
  });
}
