import type { FoundRequest, Range } from "#reader/found.ts";
import { readBashCommand, readBashWord } from "./bash-words.ts";
import { readCmdCommand } from "./cmd-words.ts";
import {
  closingOf,
  findStart,
  isCommandPlace,
  isMeantToRun,
  shellOf,
  type CommandStart,
} from "./command-start.ts";
import { readCurl } from "./curl.ts";
import { readFetchCall } from "./fetch-call.ts";
import { readHttpie } from "./httpie.ts";
import { readInvokeRequest } from "./invoke-request.ts";
import type { MappedText } from "./mapped-text.ts";
import { describeValue, type PowerShellValue } from "./powershell-json.ts";
import { readCmdletArguments, readPowerShellWords } from "./powershell-command.ts";
import { readExpression, type PowerShellSource } from "./powershell-values.ts";
import { readAnswer, readRawRequest, skipNoise } from "./raw-http.ts";
import type { ShellCommand } from "./shell-command.ts";
import { createVariables, type Variables } from "./variables.ts";
import { readWget } from "./wget.ts";
import { finishRequest, type WrittenRequest } from "./written-request.ts";

/** A text, and the values that it gave to names so far. */
type Context = { readonly bash: Variables<MappedText>; readonly powershell: PowerShellSource };

/** Requests that were read, and where the reading goes on. */
type Read = {
  readonly requests: readonly WrittenRequest[];
  readonly end: number;
  /** How far it was looked where that is further. */
  readonly looked?: number;
};

/** How often what was looked at in vain may be looked at again, in lengths of the text. */
const REPEATS = 4;

/** Headers that are added to a hash after it was made. */
const MEMBER_LIMIT = 200;

/**
 * Finds the requests that commands in a text would send: curl for bash, cmd and PowerShell,
 * `Invoke-WebRequest` and `Invoke-RestMethod`, HTTPie, wget, `fetch` as developer tools copy it, and
 * HTTP as it goes over the wire, with the answer where it stands below. Ranges are in the text given.
 * Nothing is run or sent, nothing throws; whatever cannot be read is left out.
 */
export function readCommands(text: string): readonly FoundRequest[] {
  const found: FoundRequest[] = [];
  const context: Context = {
    bash: createVariables(({ text: value }) => ({ text: value, size: value.length })),
    powershell: { source: text, variables: createVariables(describeValue) },
  };
  const lineOf = countLines(text);
  let at = 0;
  let spare = REPEATS * text.length;
  for (;;) {
    const start = findStart(text, at);
    if (start === null) return found;
    const read = readAt(text, start, context);
    const place = { start: start.start, end: Math.max(start.end, read.end) };
    for (const request of read.requests)
      found.push(finishRequest(request, { ...trimEnd(text, place), line: lineOf(start.start) }));
    // What only looked like a beginning may hold one.
    at = Math.max(start.end, read.end);
    const { looked = at } = read;
    spare -= looked - at;
    if (spare < 0) at = Math.max(at, looked);
  }
}

function readAt(source: string, start: CommandStart, context: Context): Read {
  const nothing = { requests: [], end: start.end };
  switch (start.kind) {
    case "curl":
      return readCurlAt(source, start, context);
    case "httpie":
    case "wget": {
      if (!isCommandPlace(source, start.start)) return nothing;
      const command = bashCommand(source, start, context);
      const requests =
        start.kind === "wget"
          ? readWget(command)
          : readHttpie(command, start.word === "https" ? "https" : "http");
      return requests.length === 0
        ? { ...nothing, looked: command.end }
        : { requests, end: command.end };
    }
    case "cmdlet": {
      if (!isCommandPlace(source, start.start)) return nothing;
      const { arguments: given, end } = readCmdletArguments(context.powershell, start.end);
      return { requests: readInvokeRequest(given, context.powershell), end };
    }
    case "fetch":
      return readFetchCall(source, start.end) ?? nothing;
    case "raw": {
      const read = readRawRequest(source, start.start);
      return { requests: read.request === null ? [] : [read.request], end: read.end };
    }
    case "bash-value": {
      // A command whose answer becomes the value is a command, too.
      if (/^["']?(?:\$\(|`)/.test(source.slice(start.end, start.end + 3))) return nothing;
      const { value, end } = readBashWord(source, start.end, context.bash);
      context.bash.set(start.word, value);
      return { requests: [], end };
    }
    case "powershell-value":
      return { requests: [], end: takeValue(start, context.powershell) };
    case "powershell-member":
      return { requests: [], end: takeMember(start, context.powershell) };
  }
}

function readCurlAt(source: string, start: CommandStart, context: Context): Read {
  if (!isMeantToRun(source, start)) return { requests: [], end: start.end };
  const shell = shellOf(source, start);
  const command =
    shell === "cmd"
      ? readCmdCommand(source, start.end)
      : shell === "powershell"
        ? readPowerShellWords(context.powershell, start.end)
        : bashCommand(source, start, context);
  const requests = readCurl(command);
  const [only] = requests;
  if (only === undefined) return { requests, end: command.end };
  const answer = requests.length === 1 ? answerBelow(source, command.end, only) : null;
  return answer === null
    ? { requests, end: command.end }
    : { requests: [{ ...only, answer: answer.answer }], end: answer.end };
}

function bashCommand(source: string, { start, end }: CommandStart, context: Context): ShellCommand {
  return readBashCommand(source, end, context.bash, closingOf(source, start));
}

/** The answer that curl printed below itself, with `-i`, or with `-v` below the same request. */
function answerBelow(
  source: string,
  end: number,
  sent: WrittenRequest,
): ReturnType<typeof readAnswer> {
  const newline = source.indexOf("\n", end);
  // What follows in the line is another command, which prints something else.
  if (newline === -1 || newline - end > 200) return null;
  const at = skipNoise(source, newline + 1);
  if (!/^> [A-Z]{3,7} /.test(source.slice(at, at + 12))) return readAnswer(source, newline + 1);
  const raw = readRawRequest(source, at);
  const { method, answer } = raw.request ?? {};
  const isSame = method?.text.text === sent.method.text.text.toUpperCase();
  return isSame && answer ? { answer, end: raw.end } : null;
}

function takeValue({ word: name, end }: CommandStart, from: PowerShellSource): number {
  const read = readExpression(from, end);
  if (read === null || !/^[\r\n;)|}]?$/.test(from.source[endOfBlanks(from.source, read.end)] ?? ""))
    return end;
  // `Invoke-…` and other commands are read as words; they are no values.
  const word = read.value.kind === "text" ? from.source.slice(end, read.end).trim() : "";
  const isCommand = word.length < 60 && /^[a-z]+(?:-[a-z]+)?$/i.test(word);
  if (isCommand) return end;
  from.variables.set(name.toLowerCase(), read.value);
  return read.end;
}

/** `$headers.Add("name", "value")` and `$headers["name"] = "value"`. */
function takeMember({ word, end }: CommandStart, from: PowerShellSource): number {
  const { source } = from;
  const isIndex = source[end] === "[";
  const key = readExpression(from, isIndex ? end + 1 : end);
  if (key === null || key.value.kind !== "text") return end;
  const divider = /[ \t]*(?:,|\][ \t]*=)/y;
  divider.lastIndex = key.end;
  const divided = divider.exec(source);
  const member = divided && readExpression(from, key.end + divided[0].length);
  if (!member) return end;
  const name = word.toLowerCase();
  const known: PowerShellValue | undefined = from.variables.get(name);
  if (known?.kind !== "hash") {
    from.variables.set(name, { kind: "hash", entries: [[key.value.text, member.value]] });
  } else if (known.entries.length < MEMBER_LIMIT)
    known.entries.push([key.value.text, member.value]);
  return member.end;
}

function endOfBlanks(source: string, from: number): number {
  const blanks = /[ \t]*/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(source)?.[0].length ?? 0);
}

/** Counts the lines up to places that never go back. */
function countLines(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf("\n");
  return (at) => {
    while (next !== -1 && next < at) {
      line += 1;
      next = text.indexOf("\n", next + 1);
    }
    return line;
  };
}

function trimEnd(text: string, { start, end }: Range): Range {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
