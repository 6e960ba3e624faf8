import type { Owner } from "./account-chip.tsx";
import styles from "./wire-text.module.css";

/** Text as it goes over the wire; what is secret in it is shown as a chip. */
export type TextPiece = string | { readonly owner: Owner | null; readonly name: string };

export function WireText({ pieces }: { pieces: readonly TextPiece[] }) {
  return (
    <span className={styles["text"]}>
      {pieces.map((piece, index) =>
        typeof piece === "string" ? (
          piece
        ) : (
          // Pieces have no identity but their place, and a text is replaced as a whole.
          // eslint-disable-next-line react/no-array-index-key
          <span key={index} className={styles["token"]} data-owner={piece.owner ?? undefined}>
            {piece.owner === null ? piece.name : `${piece.owner} · ${piece.name}`}
          </span>
        ),
      )}
    </span>
  );
}
