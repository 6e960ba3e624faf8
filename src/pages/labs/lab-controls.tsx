import { useSyncExternalStore, type ReactNode } from "react";
import { busyIn } from "#session/presses.ts";
import type { Session } from "#session/session.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import type { LabPlayer } from "./lab-screen.tsx";

/** Step and start again. One button leads through the whole lab, so the focus stays there. */
export function LabControls({
  session,
  player,
  nameOf = (role) => role,
  isReady = true,
  onPlay,
  note,
}: {
  session: Session;
  player: LabPlayer;
  /** What who logs in is called. */
  nameOf?: (role: "A" | "B") => string;
  isReady?: boolean;
  /** Where the lab can play by itself. Then logins can be skipped, too. */
  onPlay?: () => void;
  note: ReactNode;
}) {
  const { outcomes, isPlaying } = useSyncExternalStore(player.subscribe, player.state);
  const { line } = useSyncExternalStore(session.subscribe, session.state);
  const isBusy = busyIn(line, player.name).size > 0;
  const step = player.next();
  const login = step?.login ?? null;
  const startAgain = () => void player.startAgain();
  return (
    <Actions note={note}>
      <Button
        look="primary"
        isBusy={isBusy || isPlaying || !isReady}
        busyLabel={login ? "Waiting for the popup…" : isPlaying ? "Playing…" : "Working…"}
        onClick={step === null ? startAgain : () => void player.step()}
      >
        {step === null ? "Start again" : login ? `Log in as ${nameOf(login)}` : "Next step"}
      </Button>
      {login && isBusy ? <Button onClick={player.cancel}>Cancel the login</Button> : null}
      {login && onPlay && !isBusy ? <Button onClick={player.skip}>Skip the login</Button> : null}
      {step && !login && onPlay ? (
        <Button isBusy={!isReady} onClick={isPlaying ? player.pause : onPlay}>
          {isPlaying ? "Pause" : "Play"}
        </Button>
      ) : null}
      {step && outcomes.length > 0 ? <Button onClick={startAgain}>Start again</Button> : null}
    </Actions>
  );
}
