import { Link } from "wouter";
import { FINDINGS, type FindingId } from "#linking/findings/findings.ts";
import type { Piece } from "#linking/findings/known-texts.ts";
import type { FindingMatch } from "#linking/findings/search.ts";
import { saysOf } from "./says-of.ts";
import styles from "./error-list.module.css";

/** The errors that fit, the best first, each with what of it was found. */
export function FoundErrors({
  found,
  hrefOf,
}: {
  found: readonly FindingMatch[];
  hrefOf: (id: FindingId) => string;
}) {
  return (
    <ol>
      {found.map(({ finding, because }) => (
        <li key={finding}>
          <Link href={hrefOf(finding)} className={styles["entry"] ?? ""}>
            <Entry id={finding} because={because} />
          </Link>
        </li>
      ))}
    </ol>
  );
}

function Entry({ id, because }: { id: FindingId; because: readonly Piece[] }) {
  const { title, because: cause, steps } = FINDINGS[id];
  const text = because.map((piece) => piece.text).join("");
  if (text === title)
    return (
      <>
        <span className={styles["name"]}>
          <Marked pieces={because} />
        </span>
        <code className={styles["says"]}>{saysOf(id)}</code>
      </>
    );
  const Words = text === cause || steps.includes(text) ? "span" : "code";
  return (
    <>
      <span className={styles["name"]}>{title}</span>
      <Words className={styles["says"]}>
        <Marked pieces={because} />
      </Words>
    </>
  );
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, isMatched }, index) =>
    // The pieces of a text stay in their places.
    // oxlint-disable-next-line react/no-array-index-key
    isMatched ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  );
}

const EXAMPLES = [
  "Insufficient scope, expected any of: update:users,update:current_user_identities",
  '{"error":"invalid_grant","error_description":"Invalid authorization code"}',
];

/** What to paste where nothing fits. */
export function NothingFits({ onExample }: { onExample: (example: string) => void }) {
  return (
    <div className={styles["nothing"]}>
      <p>
        Paste the whole answer, the message of the SDK, or the address that came back with error= in
        it. Leave tokens out. Try one of these:
      </p>
      <ul>
        {EXAMPLES.map((example) => (
          <li key={example}>
            <button type="button" className={styles["example"]} onClick={() => onExample(example)}>
              <code>{example}</code>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
