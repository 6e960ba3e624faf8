import type { ReactNode } from "react";
import { Home } from "./home.tsx";
import { paths } from "#shell/paths.ts";

/** The first page, which leads on where a walkthrough has begun. */
export function HomePage({
  isBegun,
  isLoggedOut,
  promise,
}: {
  /** There is a walkthrough to go on with. */
  isBegun: boolean;
  isLoggedOut: boolean;
  promise: ReactNode;
}) {
  return (
    <Home
      isLoggedOut={isLoggedOut}
      promise={promise}
      startHref={paths.step("tenant")}
      useCasesHref={paths.nineUseCases}
      continueHref={isBegun ? paths.learn : null}
    />
  );
}
