import { useId, useRef, useState } from "react";
import styles from "./term.module.css";

/** Between the explanation and its word, and to the edge of the screen, in pixels. */
const GAP = 6;

/** A word of the wire that explains itself where it stands: by pointer, touch and keyboard. */
export function Term({ word, says }: { word: string; says: string }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  /** Puts the explanation under its word, or above it where there is no room, inside the screen. */
  function place(): void {
    const at = button.current?.getBoundingClientRect();
    if (at === undefined || box.current === null) return;
    const { width, height } = box.current.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const below = at.bottom + GAP;
    const top = below + height > clientHeight ? Math.max(GAP, at.top - GAP - height) : below;
    const left = Math.max(GAP, Math.min(at.left, clientWidth - width - GAP));
    Object.assign(box.current.style, { left: `${left}px`, top: `${top}px` });
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles["word"]}
        popoverTarget={id}
        aria-expanded={isOpen}
      >
        {word}
      </button>
      <span
        ref={box}
        id={id}
        popover="auto"
        className={styles["says"]}
        onBeforeToggle={({ newState }) => setIsOpen(newState === "open")}
        onToggle={({ newState }) => {
          if (newState === "open") place();
        }}
      >
        {isOpen ? says : null}
      </span>
    </>
  );
}
