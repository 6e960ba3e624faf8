import { EVERYWHERE, POPUPS } from "#site/headers.ts";
import { below, CALLBACK, CHECKED, ISOLATION_NAME, ISOLATION_VALUE, KEPT, NOTE } from "./shared.ts";

/** For nginx, as a file of `/etc/nginx/conf.d`. An empty value sends no header. */
export function renderNginx(): string {
  const caching = KEPT.map(({ below: place, value }) => `  "~${below([place])}" "${value}";\n`);
  const always = Object.entries(EVERYWHERE).map(
    ([name, value]) => `  add_header ${name} "${value}" always;\n`,
  );
  return `# ${NOTE}
# Copy it to /etc/nginx/conf.d/linklab.conf, then set the address and the folder.
map $uri $linklab_isolation {
  default "${ISOLATION_VALUE}";
  "~${below(POPUPS)}" "";
}
map $uri $linklab_caching {
  default "${CHECKED["Cache-Control"]}";
${caching.join("")}}
server {
  listen 80;
  root /srv/linklab;
  absolute_redirect off;
  error_page 404 /404.html;
${always.join("")}  add_header ${ISOLATION_NAME} $linklab_isolation always;
  add_header Cache-Control $linklab_caching;
  location / {
    try_files $uri $uri/index.html =404;
  }
  location ~ ^${CALLBACK}/?$ {
    if ($request_method = POST) {
      return 303 ${CALLBACK};
    }
    try_files $uri $uri/index.html =404;
  }
}
`;
}
