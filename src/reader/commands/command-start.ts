/** What may begin at a place of a text. */
export type CommandStart = {
  readonly kind:
    | "curl"
    | "httpie"
    | "wget"
    | "cmdlet"
    | "fetch"
    | "raw"
    | "bash-value"
    | "powershell-value"
    | "powershell-member";
  /** The word itself, or the name that gets a value. */
  readonly word: string;
  readonly start: number;
  /** Where its arguments, or its value, begin. */
  readonly end: number;
};

const START = new RegExp(
  [
    String.raw`(?<![\w.\\-])(?<curl>curl(?:\.exe)?)(?=[ \t\\^` + "`" + String.raw`]|\r?\n)`,
    String.raw`(?<![\w.\\/-])(?<httpie>https?)(?=[ \t]+[\w:'"/-])`,
    String.raw`(?<![\w.\\-])(?<wget>wget)(?=[ \t])`,
    String.raw`(?<![\w.\\-])(?<cmdlet>[Ii]nvoke-(?:[Ww]eb[Rr]equest|[Rr]est[Mm]ethod)|iwr|irm)(?=[ \t])`,
    String.raw`(?<![\w.$])(?<fetch>fetch)\(`,
    String.raw`^(?:> )?(?<raw>(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)(?=[ \t]+[/h{])|:(?=(?:method|authority|path|scheme):))`,
    String.raw`^[ \t]*(?:\$ )?(?:export[ \t]+)?(?<bash>[A-Za-z_]\w{0,100})=(?=[^\s=])`,
    String.raw`^[ \t]*\$(?<powershell>[A-Za-z_]\w{0,100})[ \t]*=(?!=)`,
    String.raw`^[ \t]*\$(?<member>[A-Za-z_]\w{0,100})(?:\.Add\(|(?=\[))`,
  ].join("|"),
  "gm",
);

const PROMPT = "|;&(=$#%>❯➜{`'\"";

/** The next place at or after `from` where something may begin. */
export function findStart(source: string, from: number): CommandStart | null {
  START.lastIndex = from;
  const found = START.exec(source);
  if (found === null) return null;
  const { groups = {}, index } = found;
  const end = index + found[0].length;
  const make = (kind: CommandStart["kind"], word: string): CommandStart => ({
    kind,
    word,
    start: kind === "raw" ? index : end - (kind === "fetch" ? found[0].length : word.length),
    end,
  });
  const { curl, httpie, wget, cmdlet, raw, bash, powershell, member } = groups;
  if (curl !== undefined) return make("curl", curl);
  if (httpie !== undefined) return make("httpie", httpie);
  if (wget !== undefined) return make("wget", wget);
  if (cmdlet !== undefined) return make("cmdlet", cmdlet);
  if (raw !== undefined) return make("raw", raw);
  if (bash !== undefined) return make("bash-value", bash);
  if (powershell !== undefined) return make("powershell-value", powershell);
  if (member !== undefined) return make("powershell-member", member);
  return make("fetch", "fetch");
}

/** Whether a shell would take the word as a command: after nothing, a prompt, or another command. */
export function isCommandPlace(source: string, start: number): boolean {
  let at = start;
  const limit = Math.max(0, start - 200);
  while (at > limit && (source[at - 1] === " " || source[at - 1] === "\t")) at -= 1;
  const before = source[at - 1];
  if (before === undefined || before === "\n" || before === "\r" || PROMPT.includes(before))
    return true;
  const word = /\S{1,100}$/.exec(source.slice(Math.max(0, at - 100), at))?.[0] ?? "";
  return /^(?:sudo|time|exec|then|do|-|\*|\/\S+\/|\w+=.*)$/.test(word);
}

const ARGUMENTS = /\s+(?:-[A-Za-z-]|['"]?https?:\/\/)/y;

/** Whether it is no mere word of a sentence: it stands where commands do, or is used like one. */
export function isMeantToRun(source: string, { start, end }: CommandStart): boolean {
  ARGUMENTS.lastIndex = end;
  return isCommandPlace(source, start) || ARGUMENTS.test(source);
}

/** The quote or backtick around a command in a text: where it comes again, the command ends. */
export function closingOf(source: string, start: number): string | null {
  const before = source.slice(Math.max(0, start - 4), start).replace(/\$ $/, "");
  const open = before.at(-1) ?? "";
  return /["'`]/.test(open) ? open : null;
}

/** Which shell a call of curl is written for, told by how it is quoted and continued. */
export function shellOf(
  source: string,
  { word, start, end }: CommandStart,
): "bash" | "cmd" | "powershell" {
  const line = source.slice(start, start + 4096).split(/\r?\n/, 1)[0] ?? "";
  const prompt = source.slice(Math.max(0, start - 120), start);
  if (/`[ \t]*$/.test(line) && line.length > end - start + 1)
    return isFence(line) ? "bash" : "powershell";
  if (/\^[ \t]*$|\^"|\^\\/.test(line)) return "cmd";
  if (/(?:^|\n)PS [^\n]*> *$/.test(prompt)) return "powershell";
  if (/(?:^|\n)[A-Za-z]:\\[^\n]*> *$/.test(prompt)) return "cmd";
  // `\"` between double quotes is a habit of cmd; for this purpose bash reads it alike.
  return word === "curl.exe" && /`"|'/.test(line) ? "powershell" : "bash";
}

/** A backtick at the end of a line ends code of Markdown, unless a blank stands before it. */
function isFence(line: string): boolean {
  return !/\s`[ \t]*$/.test(line);
}
