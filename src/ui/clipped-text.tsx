import { useState } from "react";
import styles from "./clipped-text.module.css";

/** Text of others, isolated from the direction of what stands around it; cut until it is asked for. */
export function ClippedText({ text, limit = 400 }: { text: string; limit?: number }) {
  const [isOpen, setIsOpen] = useState(false);
  if (text.length <= limit) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi>{isOpen ? text : `${text.slice(0, limit)}…`}</bdi>{" "}
      <button type="button" className={styles["more"]} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? "Show less" : `Show all ${text.length.toLocaleString("en")} characters`}
      </button>
    </>
  );
}
