import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type ServiceName = 'bot' | 'gateway';

/**
 * By what name a service is known to the other one: in its certificate, whatever the host is called and whatever gate
 * stands in between.
 */
export const serviceNames = { bot: 'bot.desk.internal', gateway: 'gateway.desk.internal' } as const;

/**
 * What lies in TLS_DIR. Key and certificate are one file, so that no reader meets one of them without the other; the
 * authorities are those whose certificates this service trusts.
 */
export const tlsFiles = { identity: 'identity.pem', authorities: 'authorities.pem' } as const;

/** What a service shows, and whom it trusts. */
export type TlsIdentity = {
  certificate: X509Certificate;
  /** PEM. */
  privateKey: string;
  authorities: readonly X509Certificate[];
};

/** One missing or wrong file. Names the file and what to do; never quotes what is in it. */
export type TlsProblem = { file: string; problem: string; remedy: string };

export type ReadTlsFolder =
  | { kind: 'read'; identity: TlsIdentity }
  | { kind: 'refused'; problems: readonly TlsProblem[] };

const authoritiesMax = 8;
const renewRemedy = 'Make it with `pnpm desk pki renew`, and carry it here.';

/**
 * Reads a TLS_DIR for one service. A certificate whose time is over is no reason to refuse: the service has other work
 * than the other zone's, and the other zone refuses it anyway.
 */
export async function readTlsFolder(dir: string, self: ServiceName): Promise<ReadTlsFolder> {
  const [identityFile, authoritiesFile] = [join(dir, tlsFiles.identity), join(dir, tlsFiles.authorities)];
  const [identityText, authoritiesText] = await Promise.all([readText(identityFile), readText(authoritiesFile)]);
  const [certificate] = readCertificates(identityText);
  const privateKey = privateKeyOf(identityText, certificate);
  const authorities = readCertificates(authoritiesText);
  const problem =
    certificate === undefined || privateKey === undefined
      ? 'does not hold a private key and its certificate'
      : misuse(certificate, authorities, self);
  const problems = [
    ...(problem === null ? [] : [{ file: identityFile, problem, remedy: renewRemedy }]),
    ...misplaced(authorities).map((text) => ({ file: authoritiesFile, problem: text, remedy: renewRemedy })),
  ];
  if (problems.length > 0 || certificate === undefined || privateKey === undefined) {
    return { kind: 'refused', problems };
  }
  return { kind: 'read', identity: { certificate, privateKey, authorities } };
}

/** The certificates of a PEM file, in its order; none where it cannot be read. */
export async function readCertificateFile(file: string): Promise<readonly X509Certificate[]> {
  return readCertificates(await readText(file));
}

export function isSameIdentity(one: TlsIdentity, other: TlsIdentity): boolean {
  return fingerprints(one) === fingerprints(other);
}

function fingerprints({ certificate, authorities }: TlsIdentity): string {
  return [certificate, ...authorities].map(({ fingerprint256 }) => fingerprint256).join();
}

function misuse(
  certificate: X509Certificate,
  authorities: readonly X509Certificate[],
  self: ServiceName,
): string | null {
  if (certificate.checkHost(serviceNames[self], { subject: 'never' }) === undefined) {
    return `holds a certificate that is not the ${self}'s`;
  }
  const issued = authorities.some((authority) => isIssuedBy(certificate, authority));
  return issued || authorities.length === 0 ? null : 'holds a certificate of an authority that is not trusted here';
}

export function isIssuedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}

function misplaced(authorities: readonly X509Certificate[]): string[] {
  if (authorities.length === 0) return ['holds no certificate'];
  if (authorities.length > authoritiesMax) return [`holds more than ${authoritiesMax} certificates`];
  return authorities.every(({ ca }) => ca) ? [] : ['holds a certificate that is no authority'];
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

function readCertificates(text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}

/** Only if it is the certificate's own. */
function privateKeyOf(text: string, certificate: X509Certificate | undefined): string | undefined {
  const [block] = text.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/) ?? [];
  try {
    return block !== undefined && certificate?.checkPrivateKey(createPrivateKey(block)) ? block : undefined;
  } catch {
    return undefined;
  }
}
