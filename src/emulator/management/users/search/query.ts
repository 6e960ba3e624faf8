/** What a search asks of a user, without the syntax that it was written in. */
export type Query =
  | { kind: "all" }
  | { kind: "and" | "or"; parts: readonly Query[] }
  | { kind: "not"; part: Query }
  | Leaf;

/** One question about one field. */
export type Leaf = {
  kind: "leaf";
  /** Undefined: whichever field has it. */
  field: string | undefined;
  test: Test;
};

/** What a value has to be. */
export type Test =
  | { kind: "equals"; text: string }
  | { kind: "exists" }
  /** What stands before, between and after the asterisks. */
  | { kind: "pattern"; literals: readonly string[] }
  | { kind: "range"; from: Bound | undefined; to: Bound | undefined };

/** An end of a range. */
export type Bound = { text: string; isIncluded: boolean };
