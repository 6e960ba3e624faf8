import { ProtocolError } from "#protocol/errors.ts";

/** The way to give up what is waited for. */
export type Waits = ReturnType<typeof createWaits>;

/** Makes the signal that what is under way listens to. */
export function createWaits() {
  let current = new AbortController();
  return {
    signal: () => current.signal,
    /** Something begins. What an end before it has stopped stays stopped. */
    begin: () => {
      if (current.signal.aborted) current = new AbortController();
    },
    /** Gives up waiting. What was sent may have done its work, and can be looked at. */
    stop: () => {
      const stopped = current;
      current = new AbortController();
      stopped.abort();
    },
    /** Gives up waiting, and lets nothing more be sent until something else begins. */
    end: () => current.abort(),
    /**
     * Waits for what no signal reaches, such as an SDK. What comes after the stop is thrown away.
     *
     * @throws ProtocolError `stopped`, beside what `work` throws
     */
    orStopped: <T>(work: Promise<T>): Promise<T> => {
      const { signal } = current;
      return new Promise((resolve, reject) => {
        const stop = () => reject(new ProtocolError("stopped", "nobody waits for it any more"));
        if (signal.aborted) stop();
        signal.addEventListener("abort", stop, { once: true });
        void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
      });
    },
  };
}
