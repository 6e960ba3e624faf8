import { lazy, Suspense } from "react";
import type { Found, FoundError, FoundToken, Reading, UnreadReason } from "#reader/found.ts";
import { Callout } from "#ui/callout.tsx";
import { ClippedText } from "#ui/clipped-text.tsx";
import { OTHER_COPY } from "#reader/other-copy.ts";
import { describePlace } from "./place-copy.ts";
import styles from "./pasted-note.module.css";

const PastedErrors = lazy(async () => ({
  default: (await import("./pasted-errors.tsx")).PastedErrors,
}));

type Note = { readonly title: string; readonly body: string };

/** More kinds of things in one text would be a list, not a note. */
const NOTES = 4;

const ERRORS: Readonly<Record<FoundError["form"], string>> = {
  callback: "A callback with an error, not a token",
  body: "An error, not a token",
  message: "An error, not a token",
};

/** Why a text, or a part of it, was not read. */
const UNREAD: Readonly<Partial<Record<UnreadReason, Note>>> = {
  "nothing-known": {
    title: "No token in it",
    body: "Nothing in this text looks like a token. One begins with eyJ, or is a single long word.",
  },
  truncated: { title: "Cut off", body: "The text ends in the middle. What was there was read." },
  "too-deep": {
    title: "Wrapped too often",
    body: "Something in it was wrapped more than 32 times. What was further in was not read.",
  },
  "too-large": { title: "Too large", body: "Paste the token alone." },
  binary: { title: "Bytes, not text", body: "Open the file as what it is, and paste the text." },
  compressed: { title: "Compressed", body: "Unpack it first, and paste the text." },
  "not-text": { title: "Not text", body: "Paste text, or the token alone." },
};

/** What is said of a pasted text as a whole, apart from its tokens. */
export function PastedNote({
  text,
  reading,
  picked,
}: {
  text: string;
  reading: Reading;
  /** The token that is looked at. */
  picked: FoundToken | undefined;
}) {
  const line = picked === undefined ? null : describePlace(text, picked);
  const notes = notesOn(reading);
  const errors = reading.found.filter((found) => found.kind === "error").slice(0, NOTES);
  if (line === null && notes.length === 0) return null;
  return (
    <div className={styles["wrapping"]}>
      {line === null ? null : <p role="status">{line}</p>}
      {notes.map(({ title, body }) => (
        <Callout key={title} tone="note" title={title}>
          <p>
            <ClippedText text={body} />
          </p>
        </Callout>
      ))}
      {errors.length === 0 ? null : (
        <Suspense fallback={null}>
          <PastedErrors errors={errors} />
        </Suspense>
      )}
    </div>
  );
}

/** One note for each kind of thing, and each reason. */
function notesOn({ found, unread }: Reading): readonly Note[] {
  const notes = new Map<string, Note>();
  const add = (note: Note | null | undefined): void => {
    if (note && notes.size < NOTES && !notes.has(note.title)) notes.set(note.title, note);
  };
  for (const each of found) add(noteOn(each));
  for (const { reason } of unread) if (reason !== "empty") add(UNREAD[reason]);
  if (notes.size === 0 && !found.some(({ kind }) => kind === "token"))
    add(unread[0]?.reason === "empty" ? null : UNREAD["nothing-known"]);
  return [...notes.values()];
}

function noteOn(found: Found): Note | null {
  switch (found.kind) {
    case "other":
      return OTHER_COPY[found.what];
    case "error": {
      const { status, error, message, errorCode } = found;
      const said = [status, error, errorCode, message].filter((part) => part !== null).join(" · ");
      return { title: ERRORS[found.form], body: said };
    }
    case "log":
      return {
        title: `A line of a tenant’s log: ${found.type.slice(0, 40)}`,
        body: found.description ?? "It says no more.",
      };
    case "token":
    case "request":
    case "call":
      return null;
  }
}
