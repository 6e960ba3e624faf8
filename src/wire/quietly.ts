/** Does something for the log, whose faults must not break a request. `undefined` where it failed. */
export function quietly<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
