import { expect, test } from "vitest";
import { asJson, describeValue, type PowerShellValue } from "./powershell-json.ts";
import { readExpression, type PowerShellSource } from "./powershell-values.ts";
import { createVariables } from "./variables.ts";

function read(source: string, known: Readonly<Record<string, string>> = {}) {
  const from: PowerShellSource = { source, variables: createVariables(describeValue) };
  for (const [name, text] of Object.entries(known)) {
    const value = readExpression({ ...from, source: `'${text}'` }, 0)?.value;
    if (value) from.variables.set(name, value);
  }
  return readExpression(from, 0);
}

/** Text as it is, everything else as JSON. */
function print(value: PowerShellValue | undefined): string | null {
  if (value === undefined) return null;
  const shown = value.kind === "text" ? value : asJson(value);
  return shown.kind === "text" ? shown.text.text : null;
}

test.each([
  ["'it''s $x'", "it's $x"],
  ['"a`"b`$c""d`n`t``e"', 'a"b$c"d\n\t`e'],
  ['"<$t> ${T} $unknown $(Get-Date) $([char]65)$([char]0xe9)"', "<T> T $unknown $(Get-Date) Aé"],
  ["\"a\" + $t + 'b'", "aTb"],
  ["@'\na 'b' $t\n'@", "a 'b' $t"],
  ['@"\r\na "b" $t\r\n"@', 'a "b" T'],
  ["@'\n'@", ""],
  ["$unknown.access_token", "$unknown.access_token"],
  ["$env:ID_TOKEN", "$env:ID_TOKEN"],
  ["[string]$t", "T"],
  ["(Get-Content body.json)", "(Get-Content body.json)"],
  ["@{a='b';\"c d\"=1\n e=$true; f=@('x',2)}", '{"a":"b","c d":1,"e":true,"f":["x",2]}'],
  ["[ordered]@{ a = @{ b = $null } }", '{"a":{"b":null}}'],
  ["@{ a=1 # why\n b=2 }", '{"a":1,"b":2}'],
  ["@{a=b;c=d}", '{"a":"b","c":"d"}'],
  ["@{ a = '1' } | ConvertTo-Json -Depth 5", '{"a":"1"}'],
  ["(@{ a = 1 } | ConvertTo-Json)", '{"a":1}'],
  ["ConvertTo-Json -InputObject @{ a = 1 }", '{"a":1}'],
  ["([Text.Encoding]::UTF8.GetBytes('x'))", "x"],
])("reads %j", (source, expected) => {
  expect(print(read(source, { t: "T" })?.value)).toBe(expected);
});

test.each(["@{ a }", "@{ a = }", "@{ = 1 }", "", "|", `@{a=${"@{a=".repeat(100)}`])(
  "says that %j has no value that could be read",
  (source) => {
    expect(read(source)).toBeNull();
  },
);

test("reads to the end what has none", () => {
  for (const source of ["'a", '"a', '"a$(b', "@'\na", "@{a=1"])
    expect(read(source)?.end).toBe(source.length);
});
