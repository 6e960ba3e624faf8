import { useEffect, useMemo, useState } from "react";
import { Button } from "#ui/button.tsx";
import { CurlNote } from "#ui/copy-as-curl.tsx";
import { Tabs } from "#ui/tabs.tsx";
import { CodeBlock } from "./code-block.tsx";
import { LEGACY_HTTP_NOTE } from "./copy.ts";
import type { Tenant } from "#protocol/tenant.ts";
import { fillIn, type CodePiece } from "./fill.ts";
import styles from "./in-your-code.module.css";
import { LANGUAGE_LABELS, LANGUAGES, type Language } from "#session/languages.ts";
import type { Snippet, StepSnippets } from "#steps/snippets.ts";

/** One block of code under a tab, with a word on it where it needs one. */
type Block = { readonly title: string; readonly pieces: readonly CodePiece[] };

/** What the reader's own app does in a step, in the library that it uses. */
export function InYourCode({
  snippets,
  tenant,
  curl,
  fetch,
  language,
  onLanguage,
}: {
  snippets: StepSnippets;
  tenant: Tenant;
  /** The printed request as a command, redacted; `null` where the step prints none. */
  curl: string | null;
  /** The same request for `fetch`, redacted. */
  fetch: string | null;
  language: Language;
  onLanguage: (language: Language) => void;
}) {
  const { loaded, isFailed, retry } = useLoaded(snippets);
  const { toChange } = snippets;
  const blocks = useMemo(
    () => ({ ...libraryBlocks(loaded ?? [], tenant), ...printedBlocks(toChange, { fetch, curl }) }),
    [loaded, tenant, toChange, fetch, curl],
  );
  const shown = LANGUAGES.filter((one) => blocks[one] !== undefined);
  // A step without the chosen tab shows another, and the choice stays.
  const value = shown.find((one) => one === language) ?? shown[0];

  if (isFailed) {
    return (
      <p role="alert" className={styles["failed"]}>
        The code could not be loaded.{" "}
        <Button look="small" onClick={retry}>
          Try again
        </Button>
      </p>
    );
  }
  if (loaded === null || value === undefined) return <p role="status">Loading the code…</p>;
  return (
    <div className={styles["frame"]}>
      <Tabs
        label="Your library"
        value={value}
        onChange={(next) => onLanguage(shown.find((one) => one === next) ?? value)}
        tabs={shown.map((one) => ({
          value: one,
          label: LANGUAGE_LABELS[one],
          content: (
            <div className={styles["content"]}>
              <Notes snippets={snippets} language={one} tenant={tenant} />
              {one === "curl" ? <CurlNote /> : null}
              {blocks[one]?.map((block) => (
                <CodeBlock key={block.title} {...block} />
              ))}
            </div>
          ),
        }))}
      />
    </div>
  );
}

function Notes({
  snippets,
  language,
  tenant,
}: {
  snippets: StepSnippets;
  language: Language;
  tenant: Tenant;
}) {
  const isLegacyOverHttp = language === "auth0-js" && tenant.domain.startsWith("http://");
  const notes = [
    snippets.toChange,
    snippets.notes?.[language],
    isLegacyOverHttp ? LEGACY_HTTP_NOTE : undefined,
  ].filter((note) => note !== undefined);
  return notes.map((note) => (
    <p key={note} className={styles["note"]}>
      {note}
    </p>
  ));
}

type Blocks = Partial<Record<Language, readonly Block[]>>;

function libraryBlocks(snippets: readonly Snippet[], tenant: Tenant): Blocks {
  return Object.fromEntries(
    snippets.map(({ language, before, code }) => {
      const now = fillIn(code, tenant);
      if (before === null) return [language, [{ title: "Your app", pieces: now }]];
      const old = { title: "Before: no longer works", pieces: fillIn(before, tenant) };
      return [language, [old, { title: "After: works today", pieces: now }]];
    }),
  );
}

function printedBlocks(
  toChange: string | undefined,
  printed: Record<"fetch" | "curl", string | null>,
): Blocks {
  const title = toChange === undefined ? "The request above" : "The request above: refused";
  return Object.fromEntries(
    Object.entries(printed).flatMap(([language, text]) =>
      text === null ? [] : [[language, [{ title, pieces: [text] }]]],
    ),
  );
}

function useLoaded(wanted: StepSnippets) {
  const [result, setResult] = useState<{ of: StepSnippets; loaded: readonly Snippet[] } | null>(
    null,
  );
  const [failedAt, setFailedAt] = useState<number | null>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isWanted = true;
    wanted.load().then(
      (loaded) => isWanted && setResult({ of: wanted, loaded }),
      () => isWanted && setFailedAt(attempt),
    );
    return () => {
      isWanted = false;
    };
  }, [wanted, attempt]);

  return {
    loaded: result?.of === wanted ? result.loaded : null,
    isFailed: failedAt === attempt,
    retry: () => setAttempt(attempt + 1),
  };
}
