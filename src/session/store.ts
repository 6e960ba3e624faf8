/** A value, and who listens to it. Fits React's `useSyncExternalStore`. */
export type Store<T> = {
  readonly get: () => T;
  readonly set: (next: T) => void;
  /** Sets some of its members and keeps the others. */
  readonly publish: (change: Partial<T>) => void;
  /** Tells of each change until the function that it gives is called. */
  readonly subscribe: (listener: () => void) => () => void;
};

/** Makes a store. */
export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  function set(next: T): void {
    value = next;
    for (const listener of listeners) listener();
  }
  return {
    get: () => value,
    set,
    publish: (change) => set({ ...value, ...change }),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
