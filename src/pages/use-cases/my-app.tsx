import { useId, type ReactNode } from "react";
import { diffOf } from "#linking/use-cases/fixes.ts";
import type { StepId } from "#linking/walkthrough/journey.ts";
import {
  MY_APP_ANSWERS,
  type MyApp,
  type MyAppAdvice,
  type MyAppQuestion,
} from "#linking/use-cases/my-app.ts";
import { Button } from "#ui/button.tsx";
import { Callout } from "#ui/callout.tsx";
import { Diff } from "#ui/diff.tsx";
import { QUESTIONS, VERDICTS } from "./copy.ts";
import styles from "./my-app.module.css";

const ORDER: readonly MyAppQuestion[] = ["action", "library", "token", "scope", "body"];

/** Asks what an app does until it is known whether the guide's change affects it. */
export function MyAppForm({
  app,
  advice,
  onAnswer,
  onClear,
  stepLink,
}: {
  app: MyApp;
  advice: MyAppAdvice;
  onAnswer: (app: MyApp) => void;
  onClear: () => void;
  /** A link to the step that shows it. */
  stepLink: (step: StepId) => ReactNode;
}) {
  const isBegun = ORDER.some((question) => app[question] !== null);
  const asked = ORDER.filter((one) => app[one] !== null || advice.open.includes(one));
  return (
    <div className={styles["my-app"]}>
      <div className={styles["questions"]}>
        {asked.map((question) => (
          <Question
            key={question}
            question={question}
            value={app[question]}
            onAnswer={(answer) => onAnswer({ ...app, [question]: answer })}
          />
        ))}
      </div>
      {isBegun ? (
        <>
          <Advice advice={advice} stepLink={stepLink} />
          <div>
            <Button look="small" onClick={onClear}>
              Ask again, show all rows
            </Button>
          </div>
        </>
      ) : null}
    </div>
  );
}

function Question({
  question,
  value,
  onAnswer,
}: {
  question: MyAppQuestion;
  value: string | null;
  onAnswer: (answer: string) => void;
}) {
  const name = useId();
  const { text, answers } = QUESTIONS[question];
  return (
    <fieldset className={styles["question"]}>
      <legend>{text}</legend>
      {MY_APP_ANSWERS[question].map((answer) => (
        <label key={answer} className={styles["answer"]}>
          <input
            type="radio"
            name={name}
            checked={value === answer}
            onChange={() => onAnswer(answer)}
          />
          {answers[answer]}
        </label>
      ))}
    </fieldset>
  );
}

function Advice({
  advice: { verdict, judgement, useCases: numbers, fix, goTo },
  stepLink,
}: {
  advice: MyAppAdvice;
  stepLink: (step: StepId) => ReactNode;
}) {
  const rows = numbers.length === 1 ? `Row ${numbers[0]}` : `Rows ${numbers.join(", ")}`;
  const title = verdict === null ? "It depends on the open questions" : VERDICTS[verdict];
  return (
    <>
      <Callout
        tone={verdict === null ? "note" : verdict === "affected" ? "bad" : "ok"}
        title={`${title}. ${rows} below.`}
        actions={goTo === null ? null : stepLink(goTo)}
      >
        {judgement === null ? null : <p>{judgement.reason.text}</p>}
        {judgement?.notes
          .filter(({ id }) => id === "row-7")
          .map(({ id, text }) => (
            <p key={id}>{text}</p>
          ))}
      </Callout>
      {fix === null ? null : <Diff title={fix.title} lines={diffOf(fix)} />}
    </>
  );
}
