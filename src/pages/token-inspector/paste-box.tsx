import { useId, useState } from "react";
import { Button } from "#ui/button.tsx";
import styles from "./paste-box.module.css";

/** A larger text is read, but not put in the box: laying it out there would take longer than reading. */
const BOX_LIMIT = 8192;

/** Takes whatever is pasted, typed or dropped. */
export function PasteBox({
  text,
  isHidden,
  onNear,
  onText,
}: {
  text: string;
  isHidden: boolean;
  /** Somebody turns to the box: a paste is likely to come. */
  onNear: () => void;
  onText: (text: string) => void;
}) {
  const id = useId();
  const [isLarge, setIsLarge] = useState(text.length > BOX_LIMIT);

  function take(next: string) {
    setIsLarge(next.length > BOX_LIMIT);
    onText(next);
  }

  return (
    <div className={styles["box"]}>
      <label htmlFor={id} className={styles["label"]}>
        Paste anything with a token in it
      </label>
      {isHidden && text !== "" ? (
        <p className={styles["hidden"]}>Hidden, {text.length.toLocaleString("en")} characters.</p>
      ) : (
        <textarea
          id={id}
          className={styles["input"]}
          rows={3}
          value={isLarge ? "" : text}
          placeholder={
            isLarge
              ? `${text.length.toLocaleString("en")} characters, too many for this box. Read below.`
              : "eyJ…, Bearer …, a header, JSON, a callback URL, curl"
          }
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onFocus={onNear}
          onPointerEnter={onNear}
          onDragEnter={onNear}
          onChange={(event) => take(event.currentTarget.value)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text/plain");
            if (pasted.length <= BOX_LIMIT) return;
            event.preventDefault();
            take(pasted);
          }}
        />
      )}
      <p className={styles["note"]}>
        Read on this page only: nothing is sent, nothing is stored.
        {text === "" ? null : (
          <Button look="small" onClick={() => take("")}>
            Clear
          </Button>
        )}
      </p>
    </div>
  );
}
