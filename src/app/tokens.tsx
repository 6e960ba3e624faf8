import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { TokenBench } from "#features/token-bench/token-bench.tsx";
import { classFor } from "#ui/button.tsx";
import type { Config } from "./config.ts";
import { takeFragment } from "./fragment.ts";
import { paths } from "./paths.ts";
import type { SessionCore } from "./session-core.ts";
import { useNow } from "./use-now.ts";

/** The token bench, with what the walkthrough holds. */
export function Tokens({
  core,
  config,
  fragment,
}: {
  core: SessionCore;
  config: Config;
  /** What came in the address. */
  fragment: string | null;
}) {
  const { walkthrough } = useSyncExternalStore(core.subscribe, core.state);
  const now = useNow();
  const [pasted, setPasted] = useState(fragment ?? "");
  const { tenant } = config;

  useEffect(() => {
    const take = () => {
      const text = takeFragment();
      if (text !== null) setPasted(text);
    };
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);

  const fetchKeys = useCallback(async () => {
    const { discover } = await import("#protocol/discovery.ts");
    return (await discover(window.fetch, tenant)).keys;
  }, [tenant]);

  const { primary, secondary, keys } = walkthrough;
  return (
    <TokenBench
      tenant={tenant}
      held={{
        "access-a": primary?.tokens?.accessToken ?? null,
        "id-a": primary?.tokens?.idToken ?? null,
        "id-b": secondary?.idToken ?? null,
      }}
      knownKeys={keys}
      fetchKeys={fetchKeys}
      pasted={pasted}
      onPasted={setPasted}
      now={now}
      logInLink={
        <Link href={paths.step("primary")} className={classFor("plain")}>
          Log in as A
        </Link>
      }
    />
  );
}
