import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

const SHOWN_MS = 2000;

/** How the last press ended, and what each end says: on the button, and to a screen reader. */
type Outcome = { said: string; announced: string };

const COPIED = { said: "Copied", announced: "Copied" };
const FAILED = { said: "Not allowed", announced: "The browser did not allow it" };

/** Copies a text and says so, also to a screen reader. */
export function CopyButton({
  text,
  label,
  onCopied,
}: {
  text: string;
  label: string;
  onCopied?: () => void;
}) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  useEffect(() => {
    if (outcome === null) return undefined;
    // Each press has an outcome of its own, so a second one starts the time anew.
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      // Outside a secure context there is no clipboard at all.
      await navigator.clipboard.writeText(text);
      setOutcome({ ...COPIED });
      onCopied?.();
    } catch {
      setOutcome({ ...FAILED });
    }
  }

  return (
    <>
      <Button look="small" onClick={() => void copy()}>
        {outcome?.said ?? label}
      </Button>
      <span className="visually-hidden" role="status">
        {outcome?.announced}
      </span>
    </>
  );
}
