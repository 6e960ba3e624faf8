import { linkWithAuth0js } from "#login/auth0js-link.ts";
import type { Session } from "#session/session.ts";
import { freshId } from "#session/fresh-id.ts";
import { createUseCaseRunner, type UseCaseRunner } from "./use-case-runner.ts";

const runners = new WeakMap<Session, UseCaseRunner>();

/** The runner of a session: made once, and kept while the reader looks at other pages. */
export function runnerOf(session: Session): UseCaseRunner {
  return runners.get(session) ?? make(session);
}

function make(session: Session): UseCaseRunner {
  const runner = createUseCaseRunner(session, { linkWithAuth0js, freshId });
  runners.set(session, runner);
  return runner;
}
