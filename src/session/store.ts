/** A value that changes as a whole, and tells who listens. Fits React's `useSyncExternalStore`. */
export type Store<T> = {
  readonly get: () => T;
  readonly set: (next: T) => void;
  /** Tells of each `set` until the function that it gives is called. */
  readonly subscribe: (listener: () => void) => () => void;
};

/** Makes a store. */
export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
