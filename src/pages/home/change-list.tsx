import { use } from "react";
import { diffOf, fixOf, type Fix } from "#linking/use-cases/fixes.ts";
import { diffLines, type DiffLine } from "#linking/walkthrough/changes.ts";
import type { MyAppAnswer } from "#linking/use-cases/my-app-answers.ts";
import type { Grant } from "#protocol/authorization.ts";
import { CopyButton } from "#ui/copy-button.tsx";
import { Diff } from "#ui/diff.tsx";
import { changesOf, type Change } from "./changes.ts";
import styles from "./my-app.module.css";
import { OWN_CODE } from "./own-code.ts";

/** What an affected app has to change: in its code, or in what it sends where the code is not known. */
export function ChangeList({
  fix,
  library,
  grant,
  code,
  onGrant,
}: {
  fix: Fix;
  library: MyAppAnswer<"library">;
  grant: Grant;
  /** The code of the steps, by name. */
  code: Promise<ReadonlyMap<string, string>>;
  onGrant: (grant: Grant) => void;
}) {
  const known = use(code);
  const changes = changesOf(fix.id, library, grant);
  const needsRequest = changes.length === 0 || (library === "auth0-js" && fix.id === UNLINK);
  // A server with its own token needs no proof from the API's side.
  const isByUserId = library === "server" && fix.id === "access-token-and-proof";
  const sent = fixOf(fix.id, grant);
  return (
    <div className={styles["changes"]}>
      <h2>What to change</h2>
      {library === "auth0-js" || library === "http" ? (
        <label className={styles["flow"]}>
          <input
            type="checkbox"
            checked={grant === "implicit"}
            onChange={(event) => onGrant(event.currentTarget.checked ? "implicit" : "code")}
          />
          <span>My app uses the implicit flow, and stays with it</span>
        </label>
      ) : null}
      <ol className={styles["list"]}>
        {changes.map((change, index) => (
          <li key={change.title}>
            <Diff
              title={changes.length === 1 ? change.title : `${index + 1}. ${change.title}`}
              lines={linesOf(change, known)}
              action={<CopyButton label="Copy new code" text={codeOf(change.after, known)} />}
            />
          </li>
        ))}
        {needsRequest ? (
          <li>
            <Diff
              title={sent.title}
              lines={diffOf(sent)}
              action={<CopyButton label="Copy new request" text={sent.after.join("\n")} />}
            />
          </li>
        ) : null}
      </ol>
      {fix.id === UNLINK || isByUserId ? null : (
        <p className={styles["note"]}>
          The guide has two conditions: B’s ID token is signed with RS256, and its aud is azp of A’s
          access token. So both come from the same application.
        </p>
      )}
    </div>
  );
}

const UNLINK = "access-token-to-unlink";

function linesOf({ before, after }: Change, code: ReadonlyMap<string, string>): DiffLine[] {
  const now = codeOf(after, code).split("\n");
  if (before === null) return now.map((text) => ({ kind: "added", text }));
  return diffLines(codeOf(before, code).split("\n"), now);
}

function codeOf(name: string, code: ReadonlyMap<string, string>): string {
  return (code.get(name) ?? OWN_CODE.get(name) ?? "").trimEnd();
}
