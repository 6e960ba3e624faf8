import type { StepId } from "#linking/walkthrough/journey.ts";
import type { Exchange } from "./exchange.ts";
import type { Fix } from "./fixes.ts";
import { judgeExchange } from "./judge-exchange.ts";
import type { Judgement, Verdict } from "./judgement.ts";
import {
  MY_APP_ANSWERS,
  type CompleteApp,
  type MyApp,
  type MyAppQuestion,
} from "./my-app-answers.ts";
import { USE_CASES, type LinkingScope, type UseCaseNumber } from "./use-cases.ts";

/** Why there can be no such app. */
export type Contradiction = "auth0-js-sends-link-with" | "browsers-get-no-update-users";

/** What the guide says to an app. */
export type MyAppAdvice = {
  /** Every use case that the answers leave possible; none where they contradict each other. */
  readonly useCases: readonly UseCaseNumber[];
  /** `null` while it depends on open questions. */
  readonly verdict: Verdict | null;
  /** Why it cannot be told, where the answers contradict each other. */
  readonly contradiction: Contradiction | null;
  /** The one judgement, once a single use case is left. */
  readonly judgement: Judgement | null;
  readonly fix: Fix | null;
  /** The step that does it the right way; `null` while that depends. */
  readonly goTo: StepId | null;
  /** Unanswered questions whose answer still matters. */
  readonly open: readonly MyAppQuestion[];
};

const QUESTIONS: readonly MyAppQuestion[] = ["token", "body", "library"];
const NAME = { provider: "PROVIDER_OF_B", user_id: "USER_ID_OF_B" };

const SCOPES: Readonly<Record<"current-user" | "any-user", LinkingScope>> = {
  "current-user": "update:current_user_identities",
  "any-user": "update:users",
};

const STEPS: Readonly<Record<UseCaseNumber, StepId>> = {
  1: "primary",
  2: "check",
  3: "secondary",
  4: "link",
  5: "primary",
  6: "check",
  7: "link",
  8: "unlink",
  9: "unlink",
};

/** Judges an app by answers instead of a request, with the same judgement. */
export function judgeMyApp(app: MyApp): MyAppAdvice {
  const all = completionsOf(app);
  const possible = all
    .filter((complete) => contradictionOf(complete) === null)
    .map((complete) => ({ complete, judgement: judgeExchange(exchangeOf(complete)) }));
  const [impossible] = all;
  if (possible.length === 0 && impossible !== undefined)
    return { ...UNKNOWN, verdict: "cannot-tell", contradiction: contradictionOf(impossible) };
  const judgements = possible.map(({ judgement }) => judgement);
  const useCases = numbersOf(judgements);
  const [first, ...others] = judgements;
  const isOne = useCases.length === 1;
  const isAgreed = others.every(({ verdict }) => verdict === first?.verdict);
  const open = QUESTIONS.filter((question) => {
    if (app[question] !== null) return false;
    const groups = MY_APP_ANSWERS[question].map((answer) =>
      numbersOf(
        possible
          .filter(({ complete }) => complete[question] === answer)
          .map(({ judgement }) => judgement),
      ).join(),
    );
    return groups.some((group) => group !== groups[0]);
  });
  const [useCase] = useCases;
  return {
    useCases,
    verdict: isAgreed ? (first?.verdict ?? null) : null,
    contradiction: null,
    judgement: isOne ? (first ?? null) : null,
    fix: isOne ? (first?.fix ?? null) : null,
    goTo: isOne && useCase !== undefined ? STEPS[useCase] : null,
    open,
  };
}

const UNKNOWN: MyAppAdvice = {
  useCases: [],
  verdict: null,
  contradiction: null,
  judgement: null,
  fix: null,
  goTo: null,
  open: [],
};

/** Why no app can be like that; `null` where one can. */
function contradictionOf({ token, body, library }: CompleteApp): Contradiction | null {
  if (library === "auth0-js" && body === "user_id") return "auth0-js-sends-link-with";
  // What runs in a browser can have no secret, and the scope is left out of its tokens without a word.
  if ((library === "react" || library === "spa-js") && token === "any-user")
    return "browsers-get-no-update-users";
  return null;
}

/** The request that such an app sends, as far as the guide's table looks at it. */
function exchangeOf({ token, body, library }: CompleteApp): Exchange {
  const { method, path } = USE_CASES[body === "none" ? 8 : 1];
  const bodies = { link_with: { link_with: "ID_TOKEN_OF_B" }, user_id: NAME, none: undefined };
  return {
    method,
    url: path,
    bearer: token === "id" ? { kind: "id-token" } : { kind: "access-token", scope: SCOPES[token] },
    body: bodies[body],
    ...(library === "auth0-js" && { library: "auth0.js" }),
  };
}

/** Every app that the answers so far leave possible. */
function completionsOf(app: MyApp): readonly CompleteApp[] {
  const all = MY_APP_ANSWERS;
  return or(app.token, all.token).flatMap((token) =>
    or(app.body, all.body).flatMap((body) =>
      or(app.library, all.library).map((library) => ({ token, body, library })),
    ),
  );
}

function or<T>(answer: T | null, all: readonly T[]): readonly T[] {
  return answer === null ? all : [answer];
}

function numbersOf(judgements: readonly Judgement[]): readonly UseCaseNumber[] {
  const numbers = judgements.flatMap(({ useCase }) => (useCase === null ? [] : [useCase]));
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
