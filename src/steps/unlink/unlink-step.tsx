import { useState } from "react";
import { describeProvider } from "#linking/walkthrough/account.ts";
import { userIdOf, type Identity } from "#protocol/management.ts";
import { Actions } from "#ui/actions.tsx";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Choice } from "#ui/choice.tsx";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { RequestCard, type PrintedRequest } from "#ui/request-card.tsx";
import recipe from "./recipe.ts?raw";
import styles from "./unlink-step.module.css";

/** Step: take an identity off again, and take the code home. */
export function UnlinkStep({
  request,
  identities,
  identity,
  onChoose,
  unlinked,
  wasAnswerLost,
  asksFirst,
  isBusy,
  onUnlink,
  onStartOver,
}: {
  request: PrintedRequest | null;
  /** All that are linked: with more than one, the reader chooses. */
  identities: readonly Identity[];
  /** The one that is to be unlinked; `null` where none is linked, and only a refusal is asked for. */
  identity: Identity | null;
  onChoose: (identity: Identity) => void;
  unlinked: Identity | null;
  /** Whether no answer told so, but the user that was read after it. */
  wasAnswerLost: boolean;
  asksFirst: boolean;
  isBusy: boolean;
  onUnlink: () => void;
  onStartOver: () => void;
}) {
  const [wasUnlinked] = useState(unlinked !== null);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      {request === null ? null : (
        <>
          {identities.length > 1 && identity !== null ? (
            <Choice
              legend="Which one"
              options={identities.map((one) => ({
                value: userIdOf(one),
                label: describeProvider(one.provider),
                note: one.user_id,
              }))}
              value={userIdOf(identity)}
              onChange={(id) => {
                const chosen = identities.find((one) => userIdOf(one) === id);
                if (chosen !== undefined) onChoose(chosen);
              }}
            />
          ) : null}
          <RequestCard title="The request, as it will be sent" request={request} />
          <Actions>
            <Button
              look="primary"
              isBusy={isBusy}
              busyLabel="Sending…"
              onClick={() => (asksFirst ? setIsAsking(true) : onUnlink())}
            >
              Send DELETE
            </Button>
          </Actions>
          {identity === null ? null : (
            <ConfirmDialog
              isOpen={isAsking}
              title={`Unlink ${describeProvider(identity.provider)}?`}
              confirmLabel="Unlink"
              keepLabel="Keep it"
              onConfirm={() => {
                setIsAsking(false);
                onUnlink();
              }}
              onKeep={() => setIsAsking(false)}
            >
              <p>
                A keeps everything. The tenant makes a separate user of{" "}
                <code className={styles["id"]}>{userIdOf(identity)}</code> again.
              </p>
              <p>Its metadata does not come back: it was dropped when the accounts were linked.</p>
            </ConfirmDialog>
          )}
        </>
      )}
      {unlinked === null ? null : (
        <Callout
          tone="ok"
          focusOn={wasUnlinked ? null : unlinked}
          title={`${wasAnswerLost ? "Unlinked" : "200"}. They are two users again.`}
          actions={<Button onClick={onStartOver}>Start over</Button>}
        >
          <p>
            <code className={styles["id"]}>{userIdOf(unlinked)}</code> has its old user ID, and no
            metadata.
          </p>
        </Callout>
      )}
      <section className={styles["recipe"]} aria-label="Take it home">
        <div className={styles["head"]}>
          <h2 className={styles["title"]}>Link and unlink, in your app</h2>
          <CopyButton text={recipe} label="Copy the code" />
        </div>
        <pre
          className={styles["code"]}
          role="region"
          tabIndex={0}
          aria-label="Code to link and unlink"
        >
          {recipe}
        </pre>
      </section>
    </>
  );
}
