import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

const SHOWN_MS = 2000;

/** Copies a text and says so, also to a screen reader. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);

  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      // Outside a secure context there is no clipboard at all.
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  }

  return (
    <>
      <Button look="small" onClick={() => void copy()}>
        {outcome === "copied" ? "Copied" : outcome === "failed" ? "Not allowed" : label}
      </Button>
      <span className="visually-hidden" role="status">
        {outcome === "copied"
          ? "Copied"
          : outcome === "failed"
            ? "The browser did not allow it"
            : ""}
      </span>
    </>
  );
}
