import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readBashCommand } from "./bash-words.ts";
import { createVariables } from "./variables.ts";
import type { MappedText } from "./mapped-text.ts";

const isWindows = process.platform === "win32";

function variables() {
  return createVariables<MappedText>(({ text }) => ({ text, size: text.length }));
}

function wordsOf(command: string): readonly string[] {
  return readBashCommand(command, 0, variables(), null).words.map(({ text }) => text);
}

/** What bash itself makes of each command. Names stand for themselves there. */
function askBash(commands: readonly string[]): readonly (readonly string[])[] {
  const script = commands.map((command) => `show ${command}\n`).join("");
  const { stdout, status, stderr } = spawnSync("bash", ["--norc", "--noprofile"], {
    input: `exec 3>&1\nshow() { { printf '%s\\0' "$@"; printf '\\036'; } >&3; }\n${script}`,
    env: { PATH: process.env["PATH"], ID_TOKEN: "$ID_TOKEN", TOKEN: "$TOKEN", LC_ALL: "C" },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout
    .split("\u001e")
    .slice(0, -1)
    .map((words) => words.split("\0").slice(0, -1));
}

const COMMANDS = [
  "a b  c\td",
  "'one two' \"three four\" five",
  `a'b'"c"d`,
  `'' ""`,
  String.raw`"a\"b\\c\d" 'e\f' g\ h \i`,
  String.raw`"\$HOME" '$HOME' \$HOME`,
  String.raw`$'a\tb\nc' $'it\'s' $'\x41\102\e' $'\q\\'`,
  String.raw`$'\xc3\xa9\303\251 \xe2\x82\xac'`,
  `$"quoted" x$'y'z`,
  `"Bearer $ID_TOKEN" $TOKEN x$TOKEN/y`,
  "-X POST \\\n  -d x\\\ny",
  `"a\\\nb"`,
  "'a\nb' \"c\nd\"",
  "a # b c",
  "a#b '#c'",
  "a 2>/dev/null b",
  "a2>/dev/null",
  "a >/dev/null 2>&1 b",
  "https://x.example/?a=1%7C2 -H'x: y' --data='{\"a\":1}'",
  "{a} a{b}c {} a=b",
  `"a'b" 'c"d'`,
  "!x a!b",
  '-d \'{"link_with":"\'"$TOKEN"\'"}\'',
  "é '日本' \"💥\"",
];

test.skipIf(isWindows)("cuts words as bash does", () => {
  const said = askBash(COMMANDS);
  expect(COMMANDS.map((command) => wordsOf(command))).toEqual(said);
});

const plain = fc.stringMatching(/^[\w.:/@%+,={}-]{1,8}$/);
const text = fc.stringMatching(/^[ \w"$#;|&<>(){}*?~!,.-]{0,8}$/);
const piece = fc.oneof(
  plain.filter((word) => !/\{[^}]*(?:,|\.\.)/.test(word)),
  text.map((inner) => `'${inner}'`),
  text.map((inner) => `"${inner.replaceAll(/["$`\\!]/g, "\\$&").replaceAll(String.raw`\!`, "!")}"`),
  text.map(
    (inner) =>
      `$'${inner.replaceAll(/\W/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`)}'`,
  ),
  fc.constantFrom("$TOKEN", '"$ID_TOKEN"', "\\ ", "\\'", '\\"', "\\\\", "\\\n", "''", "\\;", "\\|"),
);
const commandLines = fc
  .array(fc.array(piece, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 })
  .map((words) => words.map((pieces) => pieces.join("")).join(" "));

test.skipIf(isWindows)("cuts words of any quoting as bash does, seed 7", () => {
  // Names that run into the next letters, and braces that bash would unfold, are other questions.
  const commands = fc
    .sample(commandLines, { seed: 7, numRuns: 500 })
    .filter((each) => !/\$TOKEN\w|\{[^}]*(?:,|\.\.)|(?:^|\s)[\w]+=|~/.test(each));
  expect(commands.length).toBeGreaterThan(200);
  const said = askBash(commands);
  for (const [index, each] of commands.entries())
    expect([each, wordsOf(each)]).toEqual([each, said[index]]);
});

test.each([
  ["a; b", "a"],
  ["a | jq .", "a"],
  ["a && b", "a"],
  ["a\nb", "a"],
  ["a\r\nb", "a"],
  ["(a) b", ""],
])("ends the command of %j", (source, expected) => {
  expect(wordsOf(source).join(" ")).toBe(expected);
});

test("keeps names that have no value, and commands inside, as they are written", () => {
  const source = '"$A ${B} $(cat "x y") `id` $1" ${C:-x y} $';
  expect(wordsOf(source)).toEqual(['$A ${B} $(cat "x y") `id` $1', "${C:-x y}", "$"]);
});

test("gives names the value that the text gave them", () => {
  const known = variables();
  const [value] = readBashCommand("'x y'", 0, known, null).words;
  if (value) known.set("A", value);
  const { words } = readBashCommand('"<$A>" ${A} $B', 0, known, null);
  expect(words.map(({ text: word }) => word)).toEqual(["<x y>", "x y", "$B"]);
});

test.each([
  ['<<EOF\na $X \\$ \\q "\nEOF\nnext', 'a $X $ \\q "\n', "next"],
  ["<<'EOF'\na \\$\nEOF\n", "a \\$\n", ""],
  ["<<-EOF | jq .\n\ta\n\tEOF\nnext", "a\n", "next"],
  ["- <<EOF\nnever ends", "never ends", ""],
  ["<<<'a b' c\nnext", "a b", "\nnext"],
])("reads what %j gives to read", (source, stdin, rest) => {
  const command = readBashCommand(source, 0, variables(), null);
  expect(command.stdin?.text).toBe(stdin);
  expect(source.slice(command.end)).toBe(rest);
});

test("takes a blank after the last backslash for a slip", () => {
  expect(wordsOf("a \\ \n b")).toEqual(["a", "b"]);
});

test("leaves the prompt of a continued line out", () => {
  expect(wordsOf("a \\\n> b\\\n> c")).toEqual(["a", "bc"]);
});

test("ends at the backtick that ends the code around it", () => {
  expect(readBashCommand("a 'b`' c` d", 0, variables(), "`").words).toHaveLength(3);
});

test.each(["'a b", '"a b', "$'a b", "a b\\", "${a b", "$(a b", "`a b"])(
  "reads %j to its end though something is missing",
  (source) => {
    const command = readBashCommand(source, 0, variables(), null);
    expect(command.end).toBe(source.length);
    expect(command.words.length).toBeGreaterThan(0);
  },
);
