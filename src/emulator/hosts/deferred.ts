/** A promise, and what fulfils it from outside. */
export type Deferred<Value> = {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
};

/** Makes one. Node 20 has no `Promise.withResolvers`. */
export function defer<Value>(): Deferred<Value> {
  let settle: ((value: Value) => void) | undefined;
  const promise = new Promise<Value>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: (value) => settle?.(value) };
}
