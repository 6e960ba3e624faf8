/** What the keywords of a seed stand for. */
type Keywords = {
  issuer: string;
  appOrigin: string;
  otherAppOrigins?: readonly string[] | undefined;
};

const APP_ORIGIN = "##APP_ORIGIN##";

/**
 * Puts addresses in place of `##ISSUER##` and `##APP_ORIGIN##`. An entry of a list that names the app's
 * origin becomes one entry for each app; elsewhere the first stands.
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/keyword-replacement
 */
export function replaceKeywords(value: unknown, keywords: Keywords): unknown {
  if (typeof value === "string") return replaceIn(value, keywords, keywords.appOrigin);
  if (Array.isArray(value))
    return value.flatMap((item: unknown) =>
      typeof item === "string" && item.includes(APP_ORIGIN)
        ? [keywords.appOrigin, ...(keywords.otherAppOrigins ?? [])].map((origin) =>
            replaceIn(item, keywords, origin),
          )
        : [replaceKeywords(item, keywords)],
    );
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, replaceKeywords(item, keywords)]),
    );
  return value;
}

function replaceIn(text: string, { issuer }: Keywords, appOrigin: string): string {
  return text.replaceAll(APP_ORIGIN, appOrigin).replaceAll("##ISSUER##", issuer);
}

/** Says which keyword of a text has no value; undefined where there is none. */
export function describeKeyword(value: unknown): string | undefined {
  const keyword = typeof value === "string" ? /##\w+##|@@\w+@@/.exec(value)?.[0] : undefined;
  return keyword === undefined
    ? undefined
    : `${keyword} has no value in AUTH0_KEYWORD_REPLACE_MAPPINGS`;
}
