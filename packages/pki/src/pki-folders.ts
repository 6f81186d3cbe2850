import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readCertificateFile, type ServiceName, type TlsProblem, tlsFiles } from '@desk/tls';
import type { IssuedPair } from './issue-certificate.ts';

/** An authority as its folder keeps it. */
export type Authority = IssuedPair & { file: string; x509: X509Certificate };

/** Where a service's TLS_DIR is made. */
export type Zone = { service: ServiceName; dir: string };

/** File names start with a number, so that the newest authority is the last by name: it issues, all are trusted. */
const ending = '.authority.pem';

/** Oldest first. A file that cannot be used is a problem: going on without it would withdraw the trust in it. */
export async function readAuthorities(
  caDir: string,
): Promise<{ kind: 'read'; authorities: readonly Authority[] } | { kind: 'refused'; problems: readonly TlsProblem[] }> {
  const names = await readdir(caDir).catch(() => []);
  const authorities: Authority[] = [];
  const problems: TlsProblem[] = [];
  for (const name of names.filter((each) => each.endsWith(ending)).sort()) {
    const file = join(caDir, name);
    const authority = parseAuthority(file, await readFile(file, 'utf8').catch(() => ''));
    if (authority) authorities.push(authority);
    else
      problems.push({ file, problem: 'is not a private key and its authority', remedy: 'Restore it from its copy.' });
  }
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'read', authorities };
}

/** Answers the file. */
export async function writeAuthority(caDir: string, id: string, pair: IssuedPair): Promise<string> {
  return writeFileAtOnce(join(caDir, `${id}${ending}`), pairText(pair));
}

export async function removeAuthority({ file }: Authority): Promise<void> {
  await rm(file);
}

/** Of the one that follows these. The last part tells the authorities of installations apart. */
export function nextAuthorityId(authorities: readonly Authority[]): string {
  const number = Number.parseInt(basename(authorities.at(-1)?.file ?? '0'), 10) + 1;
  return `${String(number).padStart(4, '0')}-${randomBytes(3).toString('hex')}`;
}

export async function writeTrust({ dir }: Zone, authorities: readonly IssuedPair[]): Promise<string> {
  const text = authorities.map(({ certificate }) => `${certificate}\n`).join('');
  return writeFileAtOnce(join(dir, tlsFiles.authorities), text);
}

export async function writeIdentity({ dir }: Zone, pair: IssuedPair): Promise<string> {
  return writeFileAtOnce(join(dir, tlsFiles.identity), pairText(pair));
}

/** The certificate that a zone has now, if it has one. */
export async function readIdentity({ dir }: Zone): Promise<X509Certificate | undefined> {
  return (await readCertificateFile(join(dir, tlsFiles.identity))).at(0);
}

function parseAuthority(file: string, text: string): Authority | undefined {
  const [privateKey] = text.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/) ?? [];
  const [certificate] = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/) ?? [];
  if (privateKey === undefined || certificate === undefined) return undefined;
  try {
    const x509 = new X509Certificate(certificate);
    return x509.ca && x509.checkPrivateKey(createPrivateKey(privateKey))
      ? { file, privateKey, certificate, x509 }
      : undefined;
  } catch {
    return undefined;
  }
}

function pairText({ privateKey, certificate }: IssuedPair): string {
  return `${privateKey}\n${certificate}\n`;
}

/** A reader meets the former file or the new one, never half of either. */
async function writeFileAtOnce(file: string, text: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const beside = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}`);
  await writeFile(beside, text, { flag: 'wx', mode: 0o600, flush: true });
  await rename(beside, file);
  return file;
}
