import { createContext, use, useState } from "react";
import styles from "./copy-as-curl.module.css";
import { CopyButton } from "./copy-button.tsx";

/** Why curl does not reach what the commands of the page are for; `null` where it does. */
export const CurlNoteContext = createContext<string | null>(null);

/** Copies a command; where it would reach nobody, that is said beside it once it is copied. */
export function CopyAsCurl({ curl }: { curl: string }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <>
      <CopyButton text={curl} label="Copy as curl" onCopied={() => setIsCopied(true)} />
      {isCopied ? <CurlNote /> : null}
    </>
  );
}

/** Says why a command would reach nobody; nothing where it does. */
export function CurlNote() {
  const note = use(CurlNoteContext);
  return note === null ? null : <p className={styles["note"]}>{note}</p>;
}
