import { useEffect, useState } from "react";

/** Below it the drawer would leave no room for what it explains. */
const TALL = "(min-height: 640px)";

/** Whether the drawer is open: by the screen's height, until the reader says otherwise on that height. */
export function useDrawer() {
  const [isOpen, setIsOpen] = useState(() => window.matchMedia(TALL).matches);

  useEffect(() => {
    const tall = window.matchMedia(TALL);
    const follow = () => setIsOpen(tall.matches);
    tall.addEventListener("change", follow);
    return () => tall.removeEventListener("change", follow);
  }, []);

  return [isOpen, setIsOpen] as const;
}
