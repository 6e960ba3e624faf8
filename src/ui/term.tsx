import { useId, useState } from "react";
import styles from "./term.module.css";

/** A word of the wire that explains itself where it stands: by pointer, touch and keyboard. */
export function Term({ word, says }: { word: string; says: string }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles["word"]} popoverTarget={id}>
        {word}
      </button>
      <span
        id={id}
        popover="auto"
        className={styles["says"]}
        onBeforeToggle={({ newState }) => setIsOpen(newState === "open")}
      >
        {isOpen ? says : null}
      </span>
    </>
  );
}
