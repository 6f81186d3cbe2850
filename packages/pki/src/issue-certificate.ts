import { randomBytes, webcrypto } from 'node:crypto';
import { type ServiceName, serviceNames } from '@desk/tls';

/** What stands in one file: a private key and its certificate, both PEM. */
export type IssuedPair = { privateKey: string; certificate: string };

/** Five years; leap days included. */
const authorityDays = 1_826;
const certificateDays = 90;
const dayMs = 86_400_000;
/** The clocks of the zones may be a little apart. */
const clockSkewMs = 300_000;
const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** An authority of this installation's own: it may issue for services, and for no further authority. */
export async function issueAuthority({ id, nowMs }: { id: string; nowMs: number }): Promise<IssuedPair> {
  const x509 = await loadX509();
  const keys = await generateKeys();
  const usages = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`Desk authority ${id}`] }],
    keys,
    ...validity(nowMs, nowMs + authorityDays * dayMs),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(usages, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { privateKey: await exportKey(keys.privateKey), certificate: certificate.toString('pem') };
}

/** A service's certificate, for both ends of a connection. It ends no later than the authority does. */
export async function issueCertificate({
  service,
  authority,
  nowMs,
}: {
  service: ServiceName;
  authority: IssuedPair;
  nowMs: number;
}): Promise<IssuedPair> {
  const x509 = await loadX509();
  const keys = await generateKeys();
  const issuer = new x509.X509Certificate(authority.certificate);
  const name = serviceNames[service];
  const certificate = await x509.X509CertificateGenerator.create({
    subject: [{ CN: [name] }],
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.privateKey),
    ...validity(nowMs, Math.min(nowMs + certificateDays * dayMs, issuer.notAfter.getTime())),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { privateKey: await exportKey(keys.privateKey), certificate: certificate.toString('pem') };
}

/** On demand: whoever runs another command need not wait for it. It wants the polyfill before itself. */
async function loadX509() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

function validity(fromMs: number, untilMs: number) {
  return {
    serialNumber: serialNumber(),
    notBefore: new Date(fromMs - clockSkewMs),
    notAfter: new Date(untilMs),
    signingAlgorithm: curve,
  };
}

/** 127 random bits (RFC 5280: positive, at most 20 octets). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('hex');
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const body = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----`;
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const body = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return webcrypto.subtle.importKey('pkcs8', body, curve, false, ['sign']);
}
