import "reflect-metadata"; // what the next line needs to load
import * as x509 from "@peculiar/x509";
import type { Certify } from "#emulator/ports.ts";

const DAY = 86_400_000;
/** As recorded of a real tenant: 2023-07-20 to 2037-03-28. */
const SIGNING_KEY_DAYS = 5000;
/** No platform asks for less of a certificate that somebody chose to trust. */
const SERVER_DAYS = 90;

/** What a server over TLS presents, and what whoever calls it has to trust. All in PEM. */
export type ServerCertificate = {
  /** The server's certificate, and the authority's. */
  cert: string;
  /** The server's private key (PKCS #8). It is nowhere else. */
  key: string;
  /** The authority's certificate. */
  ca: string;
};

/**
 * Certifies a signing key by itself, with the attributes of a real tenant's: subject is the tenant's
 * name, basic constraints, key usage, 5000 days.
 */
export const certifySigningKey: Certify = async (keys, name, now) => {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    keys,
    ...validity(now, SIGNING_KEY_DAYS),
    signingAlgorithm: keys.privateKey.algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign,
        true,
      ),
    ],
  });
  return new Uint8Array(certificate.rawData);
};

/**
 * Makes an authority and a server certificate for some names and addresses. The authority's private key
 * is forgotten before this resolves, so that nothing else can ever be certified by it.
 * @param names such as `localhost`, `127.0.0.1` and `::1`
 * @param now milliseconds since the epoch
 */
export async function createServerCertificate(
  names: readonly string[],
  now: number,
): Promise<ServerCertificate> {
  const [authority, server] = await Promise.all([makeKeys(), makeKeys()]);
  const issuer = "CN=LinkLab emulated tenant of one run";
  const signed = { ...validity(now, SERVER_DAYS), signingAlgorithm: EC_SIGNATURE };
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...signed,
    name: issuer,
    keys: authority,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    ...signed,
    subject: [{ CN: [names[0] ?? "localhost"] }],
    issuer: ca.subjectName,
    publicKey: server.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map(toGeneralName)),
      await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", server.privateKey);
  return {
    cert: `${certificate.toString("pem")}\n${ca.toString("pem")}\n`,
    key: `${x509.PemConverter.encode(pkcs8, "PRIVATE KEY")}\n`,
    ca: `${ca.toString("pem")}\n`,
  };
}

const EC_KEY = { name: "ECDSA", namedCurve: "P-256" };
const EC_SIGNATURE = { name: "ECDSA", hash: "SHA-256" };

async function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(EC_KEY, true, ["sign", "verify"]);
}

/** An hour is for clocks that are late. */
function validity(now: number, days: number) {
  return { notBefore: new Date(now - 3_600_000), notAfter: new Date(now + days * DAY) };
}

function toGeneralName(name: string): x509.JsonGeneralName {
  const isAddress = name.includes(":") || /^\d+(?:\.\d+){3}$/.test(name);
  return { type: isAddress ? "ip" : "dns", value: name };
}
