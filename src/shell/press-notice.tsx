import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { Button, classFor } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { NEEDS } from "./locked.tsx";
import { paths } from "./paths.ts";
import { openText, wantedText } from "./press-words.ts";
import type { SessionCore } from "#session/session-core.ts";
import { positionOf, stepOf } from "#linking/walkthrough/steps.ts";
import type { Notice } from "#session/turns.ts";

type NoticeSession = Pick<SessionCore, "subscribe" | "goOnInstead" | "dismiss"> & {
  readonly state: () => { readonly notice: Notice | null };
};

/** Why the last press did nothing, and what to do about it. */
export function PressNotice({ session }: { session: NoticeSession }) {
  const { notice } = useSyncExternalStore(session.subscribe, session.state);
  return notice === null ? null : <Shown notice={notice} session={session} />;
}

function Shown({ notice, session }: { notice: Notice; session: NoticeSession }) {
  const box = useRef<HTMLDivElement>(null);

  // The notice takes the focus, and gives it back to what was pressed.
  useLayoutEffect(() => {
    const pressed = document.activeElement;
    const shown = box.current;
    return () => {
      const isHere = shown?.contains(document.activeElement) ?? false;
      if (isHere && pressed instanceof HTMLElement) pressed.focus();
    };
  }, []);

  const close = <Button onClick={session.dismiss}>Not now</Button>;
  if (notice.kind === "lacks") {
    const { title, step } = NEEDS[notice.needs];
    return (
      <div ref={box}>
        <Callout
          tone="expected"
          focusOn={notice}
          showOn={notice}
          title={`Nothing was sent. ${title} from step ${positionOf(step).number}.`}
          actions={
            <>
              <Link
                href={paths.step(step)}
                className={classFor("plain")}
                onClick={() => session.dismiss()}
              >
                {stepOf(step).title}
              </Link>
              {close}
            </>
          }
        >
          <p>It was there when you asked to {wantedText(notice.wanted)}, and is gone since.</p>
        </Callout>
      </div>
    );
  }
  const { title, ends, cancel } = openText(notice.open);
  return (
    <div ref={box}>
      <Callout
        tone="expected"
        focusOn={notice}
        showOn={notice}
        title={title}
        actions={
          <>
            <Button onClick={session.goOnInstead}>
              {`${cancel} and ${wantedText(notice.wanted)}`}
            </Button>
            {close}
          </>
        }
      >
        <p>Nothing else is sent meanwhile. {ends}</p>
      </Callout>
    </div>
  );
}
