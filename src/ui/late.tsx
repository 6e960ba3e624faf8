import { useEffect, useState, type ReactNode } from "react";

/** How long a wait lasts before anything is said of it; earlier that would only be in the way. */
const LATE_MS = 2000;

/** What belongs to a wait, once it has lasted. */
export function Late({ children }: { children: ReactNode }): ReactNode {
  const [isLate, setIsLate] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);

  return isLate ? children : null;
}
