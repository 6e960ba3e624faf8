import type { PastedText, Wrapping } from "#reader/pasted-text.ts";
import { Callout } from "#ui/callout.tsx";
import styles from "./pasted-note.module.css";

type Nothing = Exclude<PastedText["kind"], "tokens" | "empty">;

/** What a text without a token is. */
const PASTED: Readonly<Record<Nothing, { title: string; body: string }>> = {
  "too-large": {
    title: "Too large",
    body: "Over 512 KB. Nothing was read. Paste the token alone.",
  },
  code: {
    title: "A callback with a code, not a token",
    body: "The code is good once, for the app that holds its verifier. /oauth/token turns it into tokens.",
  },
  "oauth-error": {
    title: "A callback with an error, not a token",
    body: "The login was refused. error_description in the URL says why.",
  },
  "no-token": {
    title: "No token in it",
    body: "Nothing in this text looks like a token. One begins with eyJ, or is a single long word.",
  },
};

/** What was around the tokens, and what that means for their safety. */
const WRAPPINGS: Readonly<Record<Wrapping, string | null>> = {
  bare: null,
  quoted: "The quotes were left out.",
  bearer: "The word in front was left out.",
  header: "Taken out of a header line.",
  json: "Taken out of JSON.",
  fragment:
    "Taken out of a fragment. Browsers send no fragments to servers, but keep them in the history.",
  query:
    "Taken out of parameters. In a query, a token reaches servers and their logs: use it up or revoke it.",
  curl: "Taken out of a command. It is in your shell’s history.",
  text: "Taken out of a longer text.",
};

/** What is said of a pasted text as a whole, apart from its tokens. */
export function PastedNote({ pasted }: { pasted: PastedText }) {
  if (pasted.kind === "empty") return null;
  if (pasted.kind !== "tokens") {
    const { title, body } = PASTED[pasted.kind];
    return (
      <div className={styles["wrapping"]}>
        <Callout tone="note" title={title}>
          <p>{body}</p>
        </Callout>
      </div>
    );
  }
  const note = WRAPPINGS[pasted.wrapping];
  return note === null ? null : (
    <p className={styles["wrapping"]} role="status">
      {note}
    </p>
  );
}
