import { ClippedText } from "./clipped-text.tsx";
import { useFirst } from "./show-more.tsx";
import styles from "./token-text.module.css";

/** Names of the parts of a token, by their number: signed, or encrypted. */
const SIGNED = ["Header", "Payload", "Signature"];
const ENCRYPTED = ["Header", "Key", "IV", "Ciphertext", "Tag"];

/** One more than a token can have. */
const PARTS = 6;

/** A token part by part: each with its name, its colour and a border of its own. */
export function TokenText({ parts, isHidden }: { parts: readonly string[]; isHidden: boolean }) {
  const names = parts.length === 5 ? ENCRYPTED : SIGNED;
  const [shown, more] = useFirst(parts, PARTS);
  return (
    <ol className={styles["token"]} aria-label="The token, part by part">
      {shown.map((part, index) => {
        const name = parts.length === 1 ? "Token" : (names[index] ?? `Part ${index + 1}`);
        return (
          <li key={name} className={styles["part"]} data-part={index}>
            <span className={styles["name"]}>{name}</span>
            <span className={styles["text"]}>
              {part === "" ? (
                <em>empty</em>
              ) : isHidden ? (
                <em>hidden, {part.length.toLocaleString("en")} characters</em>
              ) : (
                <ClippedText text={part} limit={index === 1 ? 132 : 88} />
              )}
            </span>
          </li>
        );
      })}
      {more === null ? null : <li>{more}</li>}
    </ol>
  );
}
