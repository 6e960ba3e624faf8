import { ClippedText } from "./clipped-text.tsx";
import type { Owner } from "./account-chip.tsx";
import styles from "./wire-text.module.css";

/** Stands for a secret in a text. */
export type TokenChip = { readonly owner: Owner | null; readonly name: string };

/** Text as it goes over the wire; what is secret in it is shown as a chip. */
export type TextPiece = string | TokenChip;

/** What opens the token of a chip; `null` where there is none to look at. */
export type OpenToken = (chip: TokenChip) => (() => void) | null;

export function WireText({
  pieces,
  openToken,
  limit,
}: {
  pieces: readonly TextPiece[];
  openToken?: OpenToken | undefined;
  /** How much of one piece is shown before somebody asks for more. */
  limit?: number;
}) {
  return (
    <span className={styles["text"]}>
      {pieces.map((piece, index) =>
        typeof piece === "string" ? (
          limit !== undefined && piece.length > limit ? (
            // eslint-disable-next-line react/no-array-index-key
            <ClippedText key={index} text={piece} limit={limit} />
          ) : (
            piece
          )
        ) : (
          // Pieces have no identity but their place, and a text is replaced as a whole.
          // eslint-disable-next-line react/no-array-index-key
          <Chip key={index} chip={piece} onOpen={openToken?.(piece) ?? null} />
        ),
      )}
    </span>
  );
}

function Chip({ chip: { owner, name }, onOpen }: { chip: TokenChip; onOpen: (() => void) | null }) {
  const text = owner === null ? name : `${owner} · ${name}`;
  const look = { className: styles["token"], "data-owner": owner ?? undefined };
  if (onOpen === null) return <span {...look}>{text}</span>;
  return (
    <button type="button" {...look} onClick={onOpen}>
      {text}
    </button>
  );
}
