import type { ClipboardEvent, Ref } from "react";
import styles from "./error-list.module.css";

/** The box for what was printed. It is one line, so that it is a search box to everybody. */
export function SearchBox({
  query,
  onQuery,
  ref,
}: {
  query: string;
  onQuery: (query: string) => void;
  ref: Ref<HTMLInputElement>;
}) {
  return (
    <label className={styles["search"]}>
      <span className={styles["label"]}>
        Paste what was printed, or type a status, a code or a claim
      </span>
      <input
        ref={ref}
        type="search"
        className={styles["input"]}
        value={query}
        placeholder="401, azp, popup …"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onQuery(event.target.value)}
        onPaste={(event) => pasteAsOneLine(event, onQuery)}
      />
    </label>
  );
}

/** A box of one line drops line breaks, and the words at their ends would run together. */
function pasteAsOneLine(
  event: ClipboardEvent<HTMLInputElement>,
  onQuery: (query: string) => void,
): void {
  const text = event.clipboardData.getData("text/plain");
  if (!/[\r\n]/.test(text)) return;
  event.preventDefault();
  const box = event.currentTarget;
  const { selectionStart, selectionEnd, value } = box;
  box.setRangeText(
    text.replace(/[\r\n]+/g, " "),
    selectionStart ?? value.length,
    selectionEnd ?? value.length,
    "end",
  );
  onQuery(box.value);
}
