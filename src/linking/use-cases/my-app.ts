import type { StepId } from "#linking/walkthrough/journey.ts";
import type { Exchange } from "./exchange.ts";
import type { Fix } from "./fixes.ts";
import { judgeExchange } from "./judge-exchange.ts";
import type { Judgement, Verdict } from "./judgement.ts";
import { USE_CASES, type UseCaseNumber } from "./use-cases.ts";

/** What can be said of an app that links. */
export const MY_APP_ANSWERS = {
  action: ["link", "unlink"],
  token: ["id-token", "access-token"],
  scope: ["update:current_user_identities", "update:users"],
  body: ["link_with", "user_id"],
  library: ["auth0.js", "other"],
} as const;

/** A question about an app. */
export type MyAppQuestion = keyof typeof MY_APP_ANSWERS;

type Complete = { readonly [Q in MyAppQuestion]: (typeof MY_APP_ANSWERS)[Q][number] };

/** The answers so far; `null` where there is none yet. */
export type MyApp = { readonly [Q in MyAppQuestion]: Complete[Q] | null };

/** What the guide says to an app. */
export type MyAppAdvice = {
  /** Every use case that the answers leave possible. */
  readonly useCases: readonly UseCaseNumber[];
  /** `null` while it depends on open questions. */
  readonly verdict: Verdict | null;
  /** The one judgement, once a single use case is left. */
  readonly judgement: Judgement | null;
  readonly fix: Fix | null;
  /** The step that does it the right way; `null` for what only a server does. */
  readonly goTo: StepId | null;
  /** Unanswered questions whose answer still matters. */
  readonly open: readonly MyAppQuestion[];
};

const QUESTIONS: readonly MyAppQuestion[] = ["action", "token", "scope", "body", "library"];
const NAME = { provider: "PROVIDER_OF_B", user_id: "USER_ID_OF_B" };

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
  const possible = completionsOf(app).map((complete) => ({
    complete,
    judgement: judgeExchange(exchangeOf(complete)),
  }));
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
    judgement: isOne ? (first ?? null) : null,
    fix: isOne ? (first?.fix ?? null) : null,
    goTo: isOne && useCase !== undefined ? STEPS[useCase] : null,
    open,
  };
}

/** The request that such an app sends, as far as the guide's table looks at it. */
function exchangeOf({ action, token, scope, body, library }: Complete): Exchange {
  const isLink = action === "link";
  const { method, path } = USE_CASES[isLink ? 1 : 8];
  const named = body === "link_with" ? { link_with: "ID_TOKEN_OF_B" } : NAME;
  return {
    method,
    url: path,
    bearer: token === "id-token" ? { kind: token } : { kind: token, scope },
    // linkUser decides itself what it sends.
    ...(isLink && library === "other" && { body: named }),
    ...(isLink && library === "auth0.js" && { library }),
  };
}

/** Every app that the answers so far leave possible. */
function completionsOf(app: MyApp): readonly Complete[] {
  const all = MY_APP_ANSWERS;
  return or(app.action, all.action).flatMap((action) =>
    or(app.token, all.token).flatMap((token) =>
      or(app.scope, all.scope).flatMap((scope) =>
        or(app.body, all.body).flatMap((body) =>
          or(app.library, all.library).map((library) => ({ action, token, scope, body, library })),
        ),
      ),
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
