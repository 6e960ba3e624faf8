import styles from "./hint.module.css";

/** What a reader may type, on a line of its own so that it can be copied. */
export function Hint({ text }: { text: string }) {
  return (
    <span className={styles["hint"]}>
      To try: <strong>{text}</strong>
    </span>
  );
}
