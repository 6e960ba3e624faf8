import { POLICY_TITLES } from "#linking/use-cases/cells.ts";
import {
  runAsJson,
  runAsMarkdown,
  type RunExport,
  type UseCaseRun,
} from "#linking/use-cases/run.ts";
import type { CellState } from "#linking/use-cases/run-state.ts";
import { EVIDENCE, EVIDENCE_WORDS } from "#protocol/evidence.ts";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { CopyButton } from "#ui/copy-button.tsx";

/** How many cells are as expected, which are not, and the run to take home. */
export function Summary({
  tenant,
  cells,
  onDownload,
}: {
  /** The tenant's domain. */
  tenant: string;
  cells: Readonly<Record<string, CellState>>;
  onDownload: (file: { name: string; type: string; text: string }) => void;
}) {
  const states = Object.values(cells);
  const results = states.flatMap((cell) => (cell.kind === "done" ? [cell.result] : []));
  const failed = states.filter(({ kind }) => kind === "failed").length;
  const different = results.filter(({ outcome }) => outcome.kind === "different");
  const count = results.length + failed;
  if (count === 0) return null;
  const run: UseCaseRun = { tenant, results };
  const isGood = failed === 0 && different.length === 0;
  return (
    <Callout
      tone={isGood ? "ok" : "bad"}
      title={`${results.length - different.length} of ${count} as expected.`}
      actions={
        <>
          <Export
            label="Markdown"
            made={runAsMarkdown(run)}
            onDownload={(text) => onDownload({ name: "use-cases.md", type: "text/markdown", text })}
          />
          <Export
            label="JSON"
            made={runAsJson(run)}
            onDownload={(text) =>
              onDownload({ name: "use-cases.json", type: "application/json", text })
            }
          />
        </>
      }
    >
      {results.some(({ rule }) => rule !== null) ? (
        <p>
          Under each answer stands the tenant’s rule and how it is known:{" "}
          {EVIDENCE.map((mark) => `${mark} ${EVIDENCE_WORDS[mark]}`).join(", ")}.
        </p>
      ) : null}
      {isGood ? null : (
        <ul>
          {different.map(({ useCase, policy }) => (
            <li key={`${useCase} ${policy}`}>
              <a href={`#row-${useCase}`}>
                Row {useCase}, {POLICY_TITLES[policy]}
              </a>{" "}
              was answered otherwise.
            </li>
          ))}
          {failed === 0 ? null : <li>{failed} could not be run.</li>}
        </ul>
      )}
    </Callout>
  );
}

function Export({
  label,
  made,
  onDownload,
}: {
  label: string;
  made: RunExport;
  onDownload: (text: string) => void;
}) {
  if (made.kind === "refused")
    return <p>{label}: not exported, because something in it looks like a token.</p>;
  return (
    <>
      <CopyButton text={made.text} label={`Copy ${label}`} />
      <Button look="small" onClick={() => onDownload(made.text)}>
        Download {label}
      </Button>
    </>
  );
}
