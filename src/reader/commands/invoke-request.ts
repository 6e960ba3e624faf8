import { buildText, joinTexts, mapWhole, rangeOf, type MappedText } from "./mapped-text.ts";
import type { CmdletArgument } from "./powershell-command.ts";
import type { PowerShellValue } from "./powershell-json.ts";
import type { PowerShellSource } from "./powershell-values.ts";
import {
  basicCredentials,
  isLikeUrl,
  percentEncode,
  type WrittenHeader,
  type WrittenRequest,
} from "./written-request.ts";

/** Parameters with a value: those that matter, and those whose value must be skipped. */
const PARAMETERS = `uri method headers body contenttype useragent authentication token custommethod
  form websession sessionvariable outfile infile credential certificate certificatethumbprint
  timeoutsec maximumredirection maximumretrycount proxy proxycredential transferencoding
  retryintervalsec httpversion responseheadersvariable statuscodevariable sslprotocol`.split(/\s+/);

const SWITCHES = `usebasicparsing usedefaultcredentials skipcertificatecheck skipheadervalidation
  skiphttperrorcheck passthru resume noproxy disablekeepalive allowunencryptedauthentication
  preserveauthorizationonredirect proxyusedefaultcredentials followrellink`.split(/\s+/);

/**
 * Reads a call of `Invoke-WebRequest` or `Invoke-RestMethod`.
 *
 * @see https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.utility/invoke-restmethod
 */
export function readInvokeRequest(
  given: readonly CmdletArgument[],
  from: PowerShellSource,
): readonly WrittenRequest[] {
  const values = collect(given, from);
  const url = textOf(values.get("uri"));
  if (url === null || !isLikeUrl(url.text)) return [];
  const method = textOf(values.get("method")) ?? textOf(values.get("custommethod"));
  const chosen = mapWhole("GET", rangeOf(url) ?? { start: 0, end: 0 });
  return [
    {
      form: "powershell",
      method: { text: method ?? chosen, isWritten: method !== null },
      url,
      headers: headersOf(values),
      body: bodyOf(values.get("body")),
    },
  ];
}

/** The value of each parameter by its whole name: names may be cut as long as they are clear. */
function collect(
  given: readonly CmdletArgument[],
  { variables }: PowerShellSource,
): ReadonlyMap<string, PowerShellValue> {
  const values = new Map<string, PowerShellValue>();
  let waiting: string | null = null;
  for (const argument of given) {
    if (argument.kind === "name") {
      waiting = SWITCHES.some((name) => name.startsWith(argument.name))
        ? null
        : (PARAMETERS.find((name) => name.startsWith(argument.name)) ?? "other");
    } else if (argument.kind === "splat") {
      const hash = variables.get(argument.name);
      if (hash?.kind !== "hash") continue;
      for (const [{ text }, value] of hash.entries) values.set(text.toLowerCase(), value);
    } else {
      values.set(waiting ?? (values.has("uri") ? "other" : "uri"), argument.value);
      waiting = null;
    }
  }
  return values;
}

function headersOf(values: ReadonlyMap<string, PowerShellValue>): readonly WrittenHeader[] {
  const headers: WrittenHeader[] = [];
  const written = values.get("headers");
  for (const [name, value] of written?.kind === "hash" ? written.entries : [])
    if (value.kind === "text") headers.push({ name: name.text, value: value.text });
  const type = textOf(values.get("contenttype"));
  if (type !== null) headers.push({ name: "Content-Type", value: type });
  const agent = textOf(values.get("useragent"));
  if (agent !== null) headers.push({ name: "User-Agent", value: agent });
  const scheme = textOf(values.get("authentication"))?.text.toLowerCase();
  const token = textOf(values.get("token"));
  if (token !== null && (scheme === "bearer" || scheme === "oauth"))
    headers.push(authorization(`Bearer ${token.text}`, token));
  const credential = textOf(values.get("credential"));
  if (credential !== null && scheme === "basic")
    headers.push(authorization(basicCredentials(credential.text), credential));
  return headers;
}

function authorization(text: string, written: MappedText): WrittenHeader {
  const range = rangeOf(written) ?? { start: 0, end: 0 };
  return { name: "Authorization", value: mapWhole(text, range) };
}

/** A hash that is not made JSON is sent as a form. */
function bodyOf(body: PowerShellValue | undefined): MappedText | null {
  if (body?.kind !== "hash") return textOf(body);
  const pairs = body.entries.map(([name, value]) => {
    const text = textOf(value)?.text ?? "";
    const start = rangeOf(name)?.start ?? 0;
    const end = rangeOf(textOf(value) ?? name)?.end ?? start;
    const out = buildText("");
    out.put(`${percentEncode(name.text)}=${percentEncode(text)}`, start, end);
    return out.finish();
  });
  return joinTexts(pairs, "&");
}

function textOf(value: PowerShellValue | undefined): MappedText | null {
  return value?.kind === "text" ? value.text : null;
}
