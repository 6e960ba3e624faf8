import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

/** A button that waits for a moment (milliseconds since the epoch) and counts down to it. */
export function Countdown({
  until,
  label,
  isWaiting = false,
  onPress,
}: {
  until: number;
  label: string;
  /** It was pressed, and waits for its turn. */
  isWaiting?: boolean;
  onPress: () => void;
}) {
  const left = useSecondsUntil(until);
  return (
    <>
      <Button
        isBusy={left > 0 || isWaiting}
        {...(isWaiting ? { busyLabel: "Waiting…" } : {})}
        onClick={onPress}
      >
        <span>
          {label}
          {/* Not part of the name: else a screen reader would say it anew each second. */}
          {left > 0 ? <span aria-hidden="true">{` in ${left} s`}</span> : null}
        </span>
      </Button>
      <span className="visually-hidden" role="status">
        {left > 0 ? "" : `${label}: ready now.`}
      </span>
    </>
  );
}

/** Asks the clock each time, since a page in the background runs its timers late. */
function useSecondsUntil(until: number): number {
  const [now, setNow] = useState(() => Date.now());

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    function tick() {
      const moment = Date.now();
      setNow(moment);
      if (moment < until) timer = setTimeout(tick, (until - moment) % 1000 || 1000);
    }
    tick();
    return () => clearTimeout(timer);
  }, [until]);

  return Math.max(0, Math.ceil((until - now) / 1000));
}
