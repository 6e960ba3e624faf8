/** Code, and the calls to find in it. */
export type CodeCase = {
  readonly name: string;
  readonly input: string;
  /**
   * For each call: its line, its library, the verdict, and the use case or what is asked. In the order
   * of the code.
   */
  readonly expect: readonly string[];
};
