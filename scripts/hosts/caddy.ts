import { EVERYWHERE, POPUPS } from "#site/headers.ts";
import { CALLBACK, CHECKED, ISOLATION_NAME, ISOLATION_VALUE, KEPT, NOTE } from "./shared.ts";

/** For Caddy, which is run in the folder of the page. */
export function renderCaddyfile(): string {
  const always = Object.entries(EVERYWHERE).map(([name, value]) => `\t\t${name} "${value}"\n`);
  const caching = KEPT.map(
    ({ below: place, value }, index) => `\t@kept${index} {
\t\tpath ${paths([place])}
\t\tfile {path} {path}/index.html
\t}
\theader @kept${index} Cache-Control "${value}"
`,
  );
  return `# ${NOTE}
# Run \`caddy run\` in this folder, with the address of your site in place of the port.
:8080 {
	root * .
	header {
${always.join("")}	}
	@isolated not path ${paths(POPUPS)}
	header @isolated ${ISOLATION_NAME} "${ISOLATION_VALUE}"
	@checked not path ${paths(KEPT.map(({ below: place }) => place))}
	header @checked Cache-Control "${CHECKED["Cache-Control"]}"
${caching.join("")}	@posted {
		method POST
		path ${CALLBACK} ${CALLBACK}/
	}
	redir @posted ${CALLBACK} 303
	try_files {path} {path}/index.html
	file_server
	handle_errors {
		rewrite * /404.html
		file_server
	}
}
`;
}

const paths = (places: readonly string[]) =>
  places.flatMap((place) => [place, `${place}/*`]).join(" ");
