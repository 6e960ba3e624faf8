import type { ReactNode } from "react";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { CopyAsCurl } from "#ui/copy-as-curl.tsx";
import { RequestText, type PrintedRequest } from "#ui/request-card.tsx";
import styles from "./use-cases.module.css";

/** Something that a run changed and could not put back. */
export type LeftOver = {
  readonly text: string;
  /** The request that undoes it, printed and as curl; `null` where it is no request of Auth0's API. */
  readonly undo: PrintedRequest | null;
  /** Why it could not be undone when that was tried last. */
  readonly because: string | null;
};

/** Says exactly what is left, and how to undo it. */
export function LeftOvers({
  left,
  showOn,
  focusOn,
  isUndoing,
  logIn,
  onUndo,
  onForget,
}: {
  left: readonly LeftOver[];
  /** Another object each time that what is left has changed: the row that was run may be far below. */
  showOn: object;
  /** What was pressed and has to wait for this. */
  focusOn: object | null;
  isUndoing: boolean;
  /** Where A logs in, if that has to come first. */
  logIn: ReactNode;
  onUndo: () => void;
  /** It was undone elsewhere. */
  onForget: () => void;
}) {
  if (left.length === 0) return null;
  const isRequest = left.some(({ undo }) => undo !== null);
  return (
    <Callout
      tone="bad"
      showOn={focusOn ?? showOn}
      focusOn={focusOn}
      title="The run stopped, and this is left at the tenant"
      actions={
        <>
          {logIn ?? (
            <Button look="primary" isBusy={isUndoing} busyLabel="Sending…" onClick={onUndo}>
              {isRequest ? "Send DELETE" : "Put it back"}
            </Button>
          )}
          <Button onClick={onForget}>I have undone it myself</Button>
        </>
      }
    >
      <ul>
        {left.map(({ text, undo, because }) => (
          <li key={text}>
            <p>{text}</p>
            {because === null ? null : (
              <p className={styles["because"]}>It could not be undone: {because}</p>
            )}
            {undo === null ? null : (
              <>
                <RequestText request={undo} />
                <CopyAsCurl curl={undo.curl} />
              </>
            )}
          </li>
        ))}
      </ul>
      <p>
        {logIn === null ? "" : "Unlinking takes A’s access token: log in as A, then come back. "}
        Nothing else is run until it is undone.
      </p>
    </Callout>
  );
}
