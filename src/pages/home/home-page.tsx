import type { ReactNode } from "react";
import { Home } from "./home.tsx";
import type { StepId } from "#linking/walkthrough/journey.ts";
import { paths } from "#shell/paths.ts";

/** The first page, which leads on where a walkthrough has begun. */
export function HomePage({
  goesOnIn,
  isLoggedOut,
  promise,
}: {
  /** The step in which a walkthrough that has begun goes on. */
  goesOnIn: StepId | null;
  isLoggedOut: boolean;
  promise: ReactNode;
}) {
  return (
    <Home
      isLoggedOut={isLoggedOut}
      promise={promise}
      startHref={paths.step("tenant")}
      useCasesHref={paths.nineUseCases}
      continueHref={goesOnIn && paths.step(goesOnIn)}
    />
  );
}
