import { useState, type ReactNode } from "react";
import { Button } from "./button.tsx";

/** Rows of a table that are shown at once. */
export const ROWS = 100;

/**
 * The first of many things, and a button for the rest; `null` where there is no rest. A hostile text
 * does not stall the page: what is beyond `limit` is shown when it is asked for.
 */
export function useFirst<T>(all: readonly T[], limit: number): [readonly T[], ReactNode] {
  const [isWhole, setIsWhole] = useState(false);
  if (isWhole || all.length <= limit) return [all, null];
  return [
    all.slice(0, limit),
    <Button key="more" look="small" onClick={() => setIsWhole(true)}>
      Show {(all.length - limit).toLocaleString("en")} more
    </Button>,
  ];
}
