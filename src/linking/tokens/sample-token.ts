/**
 * A token to look around with: its signature is made up, so no verifier takes it.
 *
 * @see RFC 7515 section 3.1
 */
export function sampleToken(claims: object): string {
  const header = JSON.stringify({ alg: "RS256", typ: "JWT", kid: "sample" });
  return [header, JSON.stringify(claims), "a sample, not a signature"].map(encode).join(".");
}

function encode(text: string): string {
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
