import { useCallback, useEffect, useState } from "react";
import { Link, useRouter } from "wouter";
import { TokenInspector } from "./token-inspector.tsx";
import { classFor } from "#ui/button.tsx";
import type { Config } from "#session/config.ts";
import { takeFragment } from "./fragment.ts";
import { PartError } from "#shell/part.tsx";
import { paths } from "#shell/paths.ts";
import { useNow } from "#shell/use-now.ts";
import { useWalkthrough } from "#shell/use-walkthrough.ts";
import type { WorkspaceLoader } from "#session/workspace.ts";

/** The token inspector, with what the walkthrough holds. */
export function TokenInspectorPage({
  loader,
  config,
  fragment,
}: {
  loader: WorkspaceLoader;
  config: Config;
  /** What came in the address. */
  fragment: string | null;
}) {
  const walkthrough = useWalkthrough(loader);
  const now = useNow();
  const [pasted, setPasted] = useState(fragment ?? "");
  const { tenant } = config;
  const { base } = useRouter();

  useEffect(() => {
    const take = () => {
      const text = takeFragment(base);
      if (text !== null) setPasted(text);
    };
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, [base]);

  const fetchKeys = useCallback(async () => {
    // The wire log stands in the workspace's fetch: this request, too, is to be seen there.
    const [{ discover }] = await Promise.all([
      import("#protocol/discovery.ts"),
      loader.load().catch(askAgainNextTime),
    ]);
    return (await discover(window.fetch, tenant)).keys;
  }, [loader, tenant]);

  return (
    <TokenInspector
      tenant={tenant}
      held={{
        "access-a": walkthrough?.primary?.tokens?.accessToken ?? null,
        "id-a": walkthrough?.primary?.tokens?.idToken ?? null,
        "id-b": walkthrough?.secondary?.idToken ?? null,
      }}
      knownKeys={walkthrough?.keys ?? null}
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

/** Here nothing waits for the workspace but the press of a button, which may be pressed again. */
function askAgainNextTime(error: unknown): never {
  if (error instanceof PartError) error.askAgain();
  throw error;
}
