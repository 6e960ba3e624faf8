import type { ReactNode } from "react";
import { useLocation, useSearch } from "wouter";
import { readMyApp, writeMyApp } from "#session/my-app-address.ts";
import { paths } from "#shell/paths.ts";
import { Home } from "./home.tsx";

/** The first page, which leads on where a walkthrough has begun. Its answers are in the address. */
export function HomePage({
  isBegun,
  isLoggedOut,
  promise,
  canChooseTenant,
  loadCode,
}: {
  /** There is a walkthrough to go on with. */
  isBegun: boolean;
  isLoggedOut: boolean;
  promise: ReactNode;
  canChooseTenant: boolean;
  /** Loads the code of the steps, by name. */
  loadCode: () => Promise<ReadonlyMap<string, string>>;
}) {
  const search = useSearch();
  const [, navigate] = useLocation();
  return (
    <Home
      isLoggedOut={isLoggedOut}
      promise={promise}
      hrefs={{
        start: paths.start,
        onward: isBegun ? paths.learn : null,
        useCases: paths.nineUseCases,
        check: paths.check,
        ownTenant: canChooseTenant ? paths.ownTenant : null,
      }}
      address={readMyApp(search)}
      loadCode={loadCode}
      // An answer is no page of its own: Back leads to where the reader came from.
      onAnswer={(address) => navigate(paths.home + writeMyApp(address), { replace: true })}
    />
  );
}
