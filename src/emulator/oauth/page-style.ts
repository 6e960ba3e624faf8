/** The look of every page: paper, ink and hairlines. Nothing is loaded, so it works under `default-src 'none'`. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf8, #0f1116); --raised: light-dark(#ffffff, #161920);
  --line: light-dark(#e3dfd8, #262a33); --line-strong: light-dark(#c9c3b8, #3a404c);
  --ink: light-dark(#191b20, #eceef2); --ink-2: light-dark(#565a63, #a9afba);
  --a: light-dark(#2f49c8, #93a5ff); --b: light-dark(#a8480a, #ffab70); --bad: light-dark(#b3261e, #ff8f86);
}
:root[data-scheme="light"] { color-scheme: light; }
:root[data-scheme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px;
  background: var(--paper); color: var(--ink);
  font: 15px/1.5 "IBM Plex Sans Variable", "IBM Plex Sans", system-ui, -apple-system, "Segoe UI", sans-serif;
}
main { width: 100%; max-width: 376px; overflow-wrap: anywhere; }
code { font: 13px/1.6 "IBM Plex Mono", ui-monospace, monospace; }
.brand { display: flex; align-items: center; gap: 8px; color: var(--ink-2); font-size: 13px; }
.brand svg { width: 32px; height: 16px; fill: none; stroke-width: 2.5; stroke-linecap: round; }
.a { stroke: var(--a); }
.b { stroke: var(--b); }
h1 { margin: 24px 0 4px; font-size: 30px; line-height: 1.2; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; }
p { margin: 0 0 16px; }
.lead { color: var(--ink-2); font-size: 16px; margin-bottom: 24px; }
.lead strong { color: var(--ink); font-weight: 600; }
form { margin: 0; }
label { display: block; font-size: 13px; font-weight: 600; margin-bottom: 4px; }
input {
  width: 100%; min-height: 44px; margin-bottom: 16px; padding: 8px 12px; font: inherit; font-size: 16px;
  color: inherit; background: var(--raised); border: 1px solid var(--line-strong); border-radius: 6px;
}
.button {
  display: flex; align-items: center; justify-content: center; width: 100%; min-height: 44px;
  padding: 8px 16px; font: inherit; font-weight: 600; text-align: center; text-decoration: none;
  color: var(--ink); background: var(--raised); border: 1px solid var(--line-strong); border-radius: 6px;
  cursor: pointer;
}
.button:hover { border-color: var(--ink-2); }
.primary { color: var(--paper); background: var(--ink); border-color: var(--ink); }
.quiet { background: none; border-color: transparent; color: var(--ink-2); font-weight: 400; }
.accounts { border: 1px solid var(--line-strong); border-radius: 6px; background: var(--raised); }
.accounts button {
  display: grid; width: 100%; min-height: 44px; padding: 6px 16px; font: inherit; line-height: 1.4; text-align: left;
  color: inherit; background: none; border: 0; border-radius: 6px; cursor: pointer;
}
.accounts button + button { border-top: 1px solid var(--line); border-radius: 0 0 6px 6px; }
.accounts button:hover strong { text-decoration: underline; text-underline-offset: 0.2em; }
.accounts strong { font-weight: 600; }
.accounts small { color: var(--ink-2); font-size: 13px; }
h2 { margin: 0 0 8px; font-size: 13px; font-weight: 600; }
.stack { display: grid; gap: 8px; }
.or { display: flex; align-items: center; gap: 12px; margin: 16px 0; color: var(--ink-2); font-size: 13px; }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.alert { padding: 8px 12px; border: 1px solid var(--bad); border-radius: 6px; color: var(--bad); }
ul { margin: 0 0 24px; padding-left: 20px; color: var(--ink-2); }
.other { margin: 16px 0 0; text-align: center; }
.other a { color: inherit; }
.note { margin: 24px 0 0; padding-top: 12px; border-top: 1px solid var(--line); color: var(--ink-2); font-size: 13px; }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
`;
