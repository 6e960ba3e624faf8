/** What the page looks like beside the other pages of the tenant: it is read, and wide. */
export const HOME_STYLE = `
main { max-width: 860px; place-self: start center; }
h2 { margin: 40px 0 4px; font-size: 20px; line-height: 1.3; }
h3 { margin: 0; font-size: 15px; font-weight: 600; }
a { color: inherit; text-underline-offset: 0.2em; text-decoration-color: var(--line-strong); }
a:hover { text-decoration-color: currentcolor; }
a.button { display: inline-flex; width: auto; }
p { max-width: 72ch; }
.rows p { margin: 0; }
section > p { color: var(--ink-2); }
dl { margin: 0; }
.facts > div, .rows > li { display: grid; grid-template-columns: 220px minmax(0, 1fr); gap: 0 24px; padding: 8px 0; border-top: 1px solid var(--line); }
.facts dt, .rows small { color: var(--ink-2); font-size: 13px; }
.facts dd { margin: 0; }
.rows { margin: 0; padding: 0; list-style: none; color: inherit; }
.rows ul { margin: 0; padding: 0; list-style: none; color: inherit; }
@media (max-width: 599px) { .facts > div, .rows > li { grid-template-columns: minmax(0, 1fr); } }
`;
