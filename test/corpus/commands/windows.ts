import {
  B,
  bearer,
  LINK,
  NAME,
  newLink,
  newUnlink,
  OLD,
  oldLink,
  otherCall,
  PERSON,
  personNames,
  PROVE,
  SERVER,
  serverLink,
  UNLINK,
  type CommandCase,
} from "./command-case.ts";

/** As Chrome escapes for cmd: every sign behind a caret, a quote as `^\^"`. */
function forCmd(text: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
  return `^"${escaped.replaceAll(/[^\w\s:./=-]/g, "^$&")}^"`;
}

/** As Chrome escapes for PowerShell. */
function forPowerShell(text: string): string {
  return `"${text.replaceAll(/[`$"]/g, "`$&")}"`;
}

const CMD: readonly CommandCase[] = [
  {
    name: "curl as Chrome copies it for cmd",
    input: `curl ^"${LINK.replace("%", "^%")}^" ^\r\n  -X ^"POST^" ^\r\n  -H ${forCmd(`authorization: Bearer ${OLD}`)} ^\r\n  --data-raw ${forCmd(PROVE)}`,
    expect: oldLink("curl", { headers: [["authorization", `Bearer ${OLD}`]] }),
  },
  {
    name: "curl for cmd with an access token and a line end in the body",
    input: `curl ${forCmd(LINK)} ^\n  -H ${forCmd(`Authorization: Bearer ${PERSON}`)} ^\n  --data-raw ^"^{^\n\n^\\^"link_with^\\^":^\\^"${B}^\\^"^}^"`,
    expect: newLink("curl", { body: `{\n"link_with":"${B}"}` }),
  },
  {
    name: "curl for cmd with plain quotes",
    input: `C:\\Users\\ada>curl -X POST "${LINK}" ^\n -H "Authorization: Bearer ${PERSON}" ^\n -d "${NAME.replaceAll('"', '\\"')}"`,
    expect: personNames("curl"),
  },
  {
    name: "curl for cmd behind a prompt, in one line",
    input: `C:\\>curl.exe -X DELETE "${UNLINK}" -H "Authorization: Bearer ${PERSON}" & echo done`,
    expect: newUnlink("curl"),
  },
  {
    name: "curl for cmd with the name of an ID token",
    input: `curl -X POST ${LINK} ^\n -H "Authorization: Bearer %ID_TOKEN%" ^\n -d "{\\"link_with\\":\\"%B%\\"}"`,
    expect: oldLink("curl", { headers: [bearer("%ID_TOKEN%")], body: '{"link_with":"%B%"}' }),
  },
  {
    name: "curl for cmd with backslashes before a quote",
    input: `curl ${LINK} ^\n -H "Authorization: Bearer ${SERVER}" ^\n -H "X-Path: C:\\dir\\\\" ^\n -d "${NAME.replaceAll('"', '\\"')}"`,
    expect: serverLink("curl", { headers: [bearer(SERVER), ["X-Path", "C:\\dir\\"]] }),
  },
];

const CURL_IN_POWERSHELL: readonly CommandCase[] = [
  {
    name: "curl.exe in PowerShell with backticks",
    input: `curl.exe -X POST '${LINK}' \`\n  -H 'Authorization: Bearer ${OLD}' \`\n  -d '${PROVE.replaceAll('"', '\\"')}'`,
    expect: oldLink("curl"),
  },
  {
    name: "curl.exe in PowerShell with quotes in quotes",
    input: `PS C:\\> curl.exe ${LINK} -H "Authorization: Bearer $access_token" --json "{\`"link_with\`":\`"${B}\`"}"`,
    expect: newLink("curl", { headers: [bearer("$access_token")] }),
  },
  {
    name: "curl.exe with the quotes of cmd",
    input: `curl.exe -X POST "${LINK}" -H "Authorization: Bearer ${PERSON}" -d "${PROVE.replaceAll('"', '\\"')}"`,
    expect: newLink("curl"),
  },
  {
    name: "curl.exe in PowerShell with a here-string",
    input: `$body = @'\n${NAME}\n'@\ncurl.exe ${LINK} \`\n  -H 'Authorization: Bearer ${SERVER}' \`\n  -d $body`,
    expect: serverLink("curl"),
  },
];

const CMDLETS: readonly CommandCase[] = [
  {
    name: "Invoke-WebRequest as Chrome copies it",
    input: `$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$session.UserAgent = "Mozilla/5.0"\nInvoke-WebRequest -UseBasicParsing -Uri "${LINK}" \`\n-Method "POST" \`\n-WebSession $session \`\n-Headers @{\n"accept"="*/*"\n  "authorization"="Bearer ${OLD}"\n} \`\n-ContentType "application/json" \`\n-Body ${forPowerShell(PROVE)}`,
    expect: oldLink("powershell", {
      headers: [
        ["accept", "*/*"],
        ["authorization", `Bearer ${OLD}`],
        ["Content-Type", "application/json"],
      ],
    }),
  },
  {
    name: "Invoke-RestMethod in one line",
    input: `Invoke-RestMethod -Method Post -Uri ${LINK} -Headers @{Authorization="Bearer ${PERSON}"} -Body '${NAME}'`,
    expect: personNames("powershell"),
  },
  {
    name: "Invoke-RestMethod with names for everything",
    input: `$token = "${PERSON}"\n$headers = @{ Authorization = "Bearer $token"; Accept = 'application/json' }\n$body = @{ link_with = '${B}' } | ConvertTo-Json -Compress\n$answer = Invoke-RestMethod -Uri '${LINK}' -Method POST -Headers $headers -Body $body`,
    expect: newLink("powershell", { headers: [bearer(PERSON), ["Accept", "application/json"]] }),
  },
  {
    name: "irm with a splatted hash",
    input: `$params = @{\n  Uri = "${LINK}"\n  Method = 'Post'\n  Headers = @{ Authorization = "Bearer ${OLD}" }\n  ContentType = 'application/json'\n  Body = (@{ link_with = "${B}" } | ConvertTo-Json)\n}\nirm @params`,
    expect: oldLink("powershell"),
  },
  {
    name: "Invoke-RestMethod as Postman writes it",
    input: `$headers = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"\n$headers.Add("Content-Type", "application/json")\n$headers.Add("Authorization", "Bearer ${SERVER}")\n\n$body = @"\n${NAME}\n"@\n\n$response = Invoke-RestMethod '${LINK}' -Method 'POST' -Headers $headers -Body $body\n$response | ConvertTo-Json`,
    expect: serverLink("powershell", {
      headers: [["Content-Type", "application/json"], bearer(SERVER)],
    }),
  },
  {
    name: "iwr that unlinks",
    input: `iwr -Method Delete '${UNLINK}' -Headers @{ 'Authorization' = 'Bearer ${PERSON}' }`,
    expect: newUnlink("powershell"),
  },
  {
    name: "irm that unlinks with an ID token",
    input: `PS C:\\Users\\ada> irm ${UNLINK} -Method Delete -Headers @{Authorization = "Bearer $idToken"}`,
    expect: newUnlink("powershell", {
      headers: [bearer("$idToken")],
      verdict: "affected",
      useCase: 8,
    }),
  },
  {
    name: "Invoke-RestMethod with a token of its own parameter",
    input: `Invoke-RestMethod ${LINK} -Method Post -Authentication Bearer -Token (ConvertTo-SecureString '${OLD}' -AsPlainText) -Body '${PROVE}'`,
    expect: oldLink("powershell"),
  },
  {
    name: "Invoke-RestMethod with a body of bytes",
    input: `Invoke-RestMethod -Uri ${LINK} -Method POST -Headers @{"Authorization"="Bearer " + '${PERSON}'} -Body ([System.Text.Encoding]::UTF8.GetBytes('${PROVE}'))`,
    expect: newLink("powershell"),
  },
  {
    name: "Invoke-RestMethod with a hash as form",
    input: `Invoke-RestMethod -Uri ${LINK} -Method POST -Headers @{Authorization='Bearer ${SERVER}'} -Body @{provider='google-oauth2'; user_id=1001}`,
    expect: serverLink("powershell", { body: "provider=google-oauth2&user_id=1001" }),
  },
  {
    name: "Invoke-RestMethod with a number and a word in JSON",
    input: `Invoke-RestMethod -Uri ${LINK} -Method POST -Headers @{Authorization='Bearer ${PERSON}'} -Body (ConvertTo-Json @{link_with='${B}'; n=1; ok=$true; list=@('a','b')})`,
    expect: newLink("powershell", {
      body: `{"link_with":"${B}","n":1,"ok":true,"list":["a","b"]}`,
    }),
  },
  {
    name: "Invoke-RestMethod in a try with a body whose name is not known",
    input: `try { Invoke-RestMethod -Uri "${LINK}" -Method POST -Headers @{ Authorization = "Bearer $idToken" } -Body ($body | ConvertTo-Json) } catch { $_ }`,
    expect: oldLink("powershell", { headers: [bearer("$idToken")], body: "$body" }),
  },
  {
    name: "iwr that reads",
    input: "iwr -UseBasicParsing https://shop.eu.auth0.com/api/v2/users/auth0%7C1",
    expect: otherCall("powershell", "GET", "https://shop.eu.auth0.com/api/v2/users/auth0%7C1"),
  },
  {
    name: "Invoke-RestMethod with a body that is not in the text",
    input: `Invoke-RestMethod -Uri "${LINK}" -Method Post -Headers @{Authorization="Bearer ${SERVER}"} -InFile body.json`,
    expect: serverLink("powershell", { body: null, verdict: "cannot-tell", useCase: null }),
  },
];

/** curl and cmdlets as they are written on Windows. */
export const WINDOWS_CASES: readonly CommandCase[] = [...CMD, ...CURL_IN_POWERSHELL, ...CMDLETS];
