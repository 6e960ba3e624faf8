import { EVERYWHERE, POPUPS } from "#site/headers.ts";
import { below, CALLBACK, CHECKED, ISOLATION_NAME, ISOLATION_VALUE, KEPT, NOTE } from "./shared.ts";

/** For Apache, where `AllowOverride All` holds for the folder; it needs mod_headers and mod_rewrite. */
export function renderHtaccess(): string {
  const always = Object.entries(EVERYWHERE).map(
    ([name, value]) => `Header always set ${name} "${value}"\n`,
  );
  const caching = KEPT.map(
    ({ below: place, value }) =>
      `Header set Cache-Control "${value}" "expr=%{REQUEST_URI} =~ m#${below([place])}#"\n`,
  );
  return `# ${NOTE}
# Needs AllowOverride All for this folder, mod_headers and mod_rewrite.
DirectoryIndex index.html
DirectorySlash Off
ErrorDocument 404 /404.html
${always.join("")}Header always set ${ISOLATION_NAME} "${ISOLATION_VALUE}" ${unless(POPUPS)}
Header set Cache-Control "${CHECKED["Cache-Control"]}" ${unless(KEPT.map(({ below: place }) => place))}
${caching.join("")}RewriteEngine On
RewriteCond %{REQUEST_METHOD} =POST
RewriteRule ^callback/?$ ${CALLBACK} [R=303,L]
RewriteCond %{REQUEST_FILENAME}/index.html -f
RewriteRule ^(.*?)/?$ /$1/index.html [L]
`;
}

const unless = (places: readonly string[]) => `"expr=%{REQUEST_URI} !~ m#${below(places)}#"`;
