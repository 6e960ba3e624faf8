import type { ReactNode } from "react";
import { Home } from "#features/home/home.tsx";
import { journey, STEP_IDS, type StepId } from "#linking/journey.ts";
import type { Walkthrough } from "#linking/walkthrough.ts";
import { paths } from "./paths.ts";

/** The first page, which leads on where a walkthrough has begun. */
export function HomePage({
  walkthrough,
  isLoggedOut,
  promise,
}: {
  walkthrough: Walkthrough | null;
  isLoggedOut: boolean;
  promise: ReactNode;
}) {
  return (
    <Home
      isLoggedOut={isLoggedOut && walkthrough?.primary === null}
      promise={promise}
      startHref={paths.step("tenant")}
      matrixHref={paths.matrix}
      continueHref={walkthrough?.keys ? paths.step(goingStep(walkthrough)) : null}
    />
  );
}

/** The step to go on with. */
function goingStep(walkthrough: Walkthrough): StepId {
  const statuses = journey(walkthrough);
  return STEP_IDS.find((id) => statuses[id].state === "open") ?? "unlink";
}
