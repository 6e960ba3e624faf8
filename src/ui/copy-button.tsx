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

  function copy() {
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  }

  return (
    <>
      <Button look="small" onClick={copy}>
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
