import { useState } from "react";
import { useRouter } from "wouter";
import type { Config } from "#session/config.ts";
import { readInWorker } from "#session/reading/read-in-worker.ts";
import { writeMyApp } from "#session/my-app-address.ts";
import { paths } from "#shell/paths.ts";
import { useNow } from "#shell/use-now.ts";
import { createDesk } from "./brought.ts";
import type { CheckHrefs } from "./check-hrefs.ts";
import { Check } from "./check.tsx";

import { samplesFor } from "./samples.ts";

/** As long as the page is open: Back finds again what was brought. */
const desk = createDesk(readInWorker);

const HREFS: CheckHrefs = {
  error: paths.error,
  row: (number) => `${paths.nineUseCases}#row-${number}`,
  app: (app) => paths.home + writeMyApp({ app, grant: "code" }),
};

/** The check of whatever somebody brings. */
export function CheckPage({
  config: { tenant },
  onInspect,
}: {
  config: Config;
  onInspect: (token: string) => void;
}) {
  const now = useNow();
  const { base } = useRouter();
  // What samples say of the time may be as old as the page.
  const [samples] = useState(() => samplesFor(tenant, window.location.origin + base, now));
  return <Check desk={desk} samples={samples} now={now} hrefs={HREFS} onInspect={onInspect} />;
}
