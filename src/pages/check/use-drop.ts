import { useEffect, useState } from "react";
import type { Desk } from "./brought.ts";

/** Takes files and text that are dropped anywhere on the page. Gives whether something hovers over it. */
export function useDrop(desk: Desk, onText: (text: string) => void): boolean {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const hover = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      const { files } = event.dataTransfer ?? {};
      const text = event.dataTransfer?.getData("text/plain") ?? "";
      if (files !== undefined && files.length > 0) desk.addFiles(files);
      else if (text !== "") onText(text);
    };
    document.addEventListener("dragover", hover, { signal });
    document.addEventListener("dragleave", leave, { signal });
    document.addEventListener("drop", drop, { signal });
    return () => stop.abort();
  }, [desk, onText]);

  return isOver;
}
