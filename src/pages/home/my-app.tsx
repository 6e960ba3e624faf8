import { Fragment, Suspense, useEffect, useRef } from "react";
import { Link, useRouter } from "wouter";
import { judgeMyApp, type MyAppAdvice } from "#linking/use-cases/my-app.ts";
import { stepOf } from "#linking/walkthrough/steps.ts";
import { GUIDE_URL, USE_CASES, type UseCaseNumber } from "#linking/use-cases/use-cases.ts";
import { writeMyApp, type MyAppAddress } from "#session/my-app-address.ts";
import { paths, READ_HASH } from "#shell/paths.ts";
import { Button, classFor } from "#ui/button.tsx";
import { CopyButton } from "#ui/copy-button.tsx";
import { VerdictLine } from "#ui/verdict-line.tsx";
import { ChangeList } from "./change-list.tsx";
import { CONTRADICTIONS, QUESTIONS, VERDICTS } from "./copy.ts";
import styles from "./my-app.module.css";
import { Question } from "./question.tsx";

/** The questions after the first, the verdict, and what to change. */
export function MyApp({
  address,
  isAnswered,
  loadCode,
  onAnswer,
}: {
  address: MyAppAddress;
  /** The reader has just answered here, and did not come by a link. */
  isAnswered: boolean;
  /** Loads the code of the steps, by name. */
  loadCode: () => Promise<ReadonlyMap<string, string>>;
  onAnswer: (address: MyAppAddress) => void;
}) {
  const { base } = useRouter();
  const { app } = address;
  const advice = judgeMyApp(app);
  const section = useRef<HTMLElement>(null);

  const result = useRef<HTMLDivElement>(null);
  const isToldByLink = !isAnswered && advice.verdict !== null;

  useEffect(() => {
    if (isAnswered) section.current?.scrollIntoView({ block: "nearest" });
    else if (isToldByLink) result.current?.scrollIntoView({ block: "center" });
  }, [isAnswered, isToldByLink]);

  return (
    <section ref={section} className={styles["my-app"]} aria-label="Is my app affected?">
      <div className={styles["questions"]}>
        <Question
          {...QUESTIONS.body}
          value={app.body}
          onAnswer={(body) => onAnswer({ ...address, app: { ...app, body } })}
        />
        <Question
          {...QUESTIONS.library}
          value={app.library}
          onAnswer={(library) => onAnswer({ ...address, app: { ...app, library } })}
        />
      </div>
      <div ref={result} role="status" aria-label="Verdict" className={styles["result"]}>
        <Verdict advice={advice} isLibraryKnown={app.library !== null} />
      </div>
      <div className={styles["actions"]}>
        {advice.goTo === null ? null : (
          <Link href={paths.step(advice.goTo) + READ_HASH} className={classFor("plain")}>
            See it done right: {stepOf(advice.goTo).short}
          </Link>
        )}
        <CopyButton
          label="Copy link"
          text={window.location.origin + base + paths.home + writeMyApp(address)}
        />
        <Button
          look="small"
          onClick={() =>
            onAnswer({ app: { token: null, body: null, library: null }, grant: "code" })
          }
        >
          Clear the answers
        </Button>
      </div>
      {advice.fix === null || app.library === null ? null : (
        <Suspense fallback={<p role="status">Loading the code…</p>}>
          <ChangeList
            fix={advice.fix}
            library={app.library}
            grant={address.grant}
            code={loadCode()}
            onGrant={(grant) => onAnswer({ ...address, grant })}
          />
        </Suspense>
      )}
    </section>
  );
}

const MISSING: Readonly<Record<number, string>> = {
  1: "One answer is",
  2: "Two answers are",
  3: "Three answers are",
};

function Verdict({ advice, isLibraryKnown }: { advice: MyAppAdvice; isLibraryKnown: boolean }) {
  const { verdict, contradiction, judgement, useCases: numbers, open } = advice;
  const { sign, text, tone } =
    verdict === null ? { sign: "…", text: "It depends", tone: "ink" as const } : VERDICTS[verdict];
  // The library may not matter for the verdict, but the code is that of a library.
  const needsLibrary = advice.fix !== null && !isLibraryKnown;
  const missing = needsLibrary ? 1 : open.length;
  const notes = judgement?.notes.filter(
    ({ id }) => id === "row-7" || id === "auth0js-has-no-unlink",
  );
  return (
    <>
      <VerdictLine sign={sign} tone={tone}>
        {text}
      </VerdictLine>
      {contradiction === null ? <Rows numbers={numbers} /> : <p>{CONTRADICTIONS[contradiction]}</p>}
      {judgement === null ? null : <p>{judgement.reason.text}</p>}
      {notes?.map(({ id, text: note }) => (
        <p key={id}>{note}</p>
      ))}
      {missing === 0 ? null : (
        <p>
          {MISSING[missing]} missing to say{" "}
          {verdict === null ? "whether it is affected." : "what to change."}
        </p>
      )}
      {judgement !== null && advice.fix === null ? <p>Nothing has to change.</p> : null}
    </>
  );
}

/** The rows of the guide's table that it is, or still can be. */
function Rows({ numbers }: { numbers: MyAppAdvice["useCases"] }) {
  const [only, ...others] = numbers;
  if (only === undefined) return null;
  if (others.length > 0)
    return (
      <p>
        Row{" "}
        {numbers.map((number, index) => (
          <Fragment key={number}>
            {index === 0 ? null : index === numbers.length - 1 ? " or " : ", "}
            <RowLink number={number} text={String(number)} />
          </Fragment>
        ))}{" "}
        of <Guide />.
      </p>
    );
  const { title, guide } = USE_CASES[only];
  return (
    <p>
      <RowLink number={only} text={`Row ${only}`} /> of <Guide />: {title}. It says “{guide.status}
      ”.
    </p>
  );
}

function Guide() {
  return (
    <a href={GUIDE_URL} target="_blank" rel="noreferrer">
      Auth0’s migration guide
    </a>
  );
}

function RowLink({ number, text }: { number: UseCaseNumber; text: string }) {
  return (
    <Link href={`${paths.nineUseCases}#row-${number}`} className={styles["row"] ?? ""}>
      {text}
    </Link>
  );
}
