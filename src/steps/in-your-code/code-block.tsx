import { useId } from "react";
import { CopyButton } from "#ui/copy-button.tsx";
import { textOf, type CodePiece } from "./fill.ts";
import styles from "./in-your-code.module.css";

/** Code with its copy button. The reader's own values are underlined. */
export function CodeBlock({ title, pieces }: { title: string; pieces: readonly CodePiece[] }) {
  const id = useId();
  return (
    <figure className={styles["block"]}>
      <figcaption className={styles["head"]}>
        <span id={id}>{title}</span>
        <CopyButton text={textOf(pieces)} label="Copy" />
      </figcaption>
      {/* Long lines scroll, so the keyboard must reach the region. */}
      <pre className={styles["code"]} role="region" tabIndex={0} aria-labelledby={id}>
        {pieces.map((piece, index) =>
          typeof piece === "string" ? (
            piece
          ) : (
            // Pieces have no identity but their place, and code is replaced as a whole.
            // eslint-disable-next-line react/no-array-index-key
            <span key={index} className={styles["value"]}>
              {piece.value}
            </span>
          ),
        )}
      </pre>
    </figure>
  );
}
