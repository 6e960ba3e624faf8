import { createContext, use, type ReactNode } from "react";
import { sessionWord, type HostTraits } from "#protocol/host-traits.ts";
import { CurlNoteContext } from "#ui/copy-as-curl.tsx";

const HostContext = createContext<HostTraits | null>(null);

const NO_CURL =
  "curl does not reach this tenant: it lives in this browser. At a tenant of your own the command works.";

/** Has the texts within follow what the host of the tenant can do. */
export function HostProvider({ host, children }: { host: HostTraits | null; children: ReactNode }) {
  return (
    <HostContext value={host}>
      <CurlNoteContext value={host?.isProgram === false ? NO_CURL : null}>
        {children}
      </CurlNoteContext>
    </HostContext>
  );
}

/** “cookie”, or “session” where the tenant has none. */
export function SessionWord() {
  return useSessionWord();
}

/** The same word, for a text that is no element. */
export function useSessionWord(): ReturnType<typeof sessionWord> {
  return sessionWord(use(HostContext));
}
