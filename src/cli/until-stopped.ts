/** Runs until Ctrl-C or a polite kill, closes what is open and ends with exit code 0. */
export function untilStopped(close: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      void close().finally(() => process.exit(0));
    });
}
