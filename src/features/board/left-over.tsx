import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { RequestText, type PrintedRequest } from "#ui/request-card.tsx";

/** Something that a run changed and could not put back. */
export type LeftOver = {
  readonly text: string;
  /** The request that undoes it, printed and as curl; `null` where it is no request of Auth0's API. */
  readonly undo: PrintedRequest | null;
};

/** Says exactly what is left, and how to undo it. */
export function LeftOvers({
  left,
  isBusy,
  onUndo,
  onForget,
}: {
  left: readonly LeftOver[];
  isBusy: boolean;
  onUndo: () => void;
  /** It was undone elsewhere. */
  onForget: () => void;
}) {
  if (left.length === 0) return null;
  const isRequest = left.some(({ undo }) => undo !== null);
  return (
    <Callout
      tone="bad"
      title="The run stopped, and this is left at the tenant"
      actions={
        <>
          <Button look="primary" isBusy={isBusy} busyLabel="Sending…" onClick={onUndo}>
            {isRequest ? "Send DELETE" : "Put it back"}
          </Button>
          <Button isBusy={isBusy} onClick={onForget}>
            I have undone it myself
          </Button>
        </>
      }
    >
      <ul>
        {left.map(({ text, undo }) => (
          <li key={text}>
            <p>{text}</p>
            {undo === null ? null : (
              <>
                <RequestText request={undo} />
                <CopyButton text={undo.curl} label="Copy as curl" />
              </>
            )}
          </li>
        ))}
      </ul>
      <p>Nothing else is run until it is undone.</p>
    </Callout>
  );
}
