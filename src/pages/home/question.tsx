import { useId, type ReactNode } from "react";
import styles from "./question.module.css";

/** A question with one answer. */
export function Question<T extends string>({
  text,
  answers,
  value,
  onAnswer,
  children,
}: {
  text: string;
  answers: Readonly<Record<T, string>>;
  value: T | null;
  onAnswer: (answer: T) => void;
  children?: ReactNode;
}) {
  const name = useId();
  const options = Object.keys(answers).filter((key): key is T => Object.hasOwn(answers, key));
  return (
    <fieldset className={styles["question"]}>
      <legend className={styles["text"]}>{text}</legend>
      {options.map((answer) => (
        <label key={answer} className={styles["answer"]}>
          <input
            type="radio"
            name={name}
            checked={value === answer}
            onChange={() => onAnswer(answer)}
          />
          <span>{answers[answer]}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}
