import { useEffect, useState } from "react";
import { USE_CASES, type UseCaseNumber } from "#linking/use-cases/use-cases.ts";

/** The row that the address names, as `#row-3`; brings it into view. */
export function useLinkedRow(): UseCaseNumber | null {
  const [row, setRow] = useState(linkedRow);

  useEffect(() => {
    const follow = () => setRow(linkedRow());
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);

  useEffect(() => {
    if (row !== null) document.querySelector(`#row-${row}`)?.scrollIntoView({ block: "center" });
  }, [row]);

  return row;
}

function linkedRow(): UseCaseNumber | null {
  const { hash } = window.location;
  return Object.values(USE_CASES).find(({ number }) => hash === `#row-${number}`)?.number ?? null;
}
