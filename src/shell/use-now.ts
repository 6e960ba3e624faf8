import { useEffect, useState } from "react";

/**
 * Seconds since the epoch, kept current. Each second draws anew what asks for it, so only what shows a time should.
 *
 * @param isShown whether a time is shown at this moment
 */
export function useNow(isShown = true): number {
  const [now, setNow] = useState(() => Math.floor(Date.now() / 1000));

  useEffect(() => {
    if (!isShown) return undefined;
    const tick = () => setNow(Math.floor(Date.now() / 1000));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [isShown]);

  return now;
}
