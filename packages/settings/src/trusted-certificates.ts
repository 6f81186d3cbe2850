import { readFileSync } from 'node:fs';

/** The certificates (PEM) of a file that a setting names; null where it cannot be read or holds none. */
export function readTrustedCertificates(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8');
    return text.includes('-----BEGIN CERTIFICATE-----') ? text : null;
  } catch {
    return null;
  }
}

/**
 * A DATABASE_URL whose server is verified by the certificates of a file and by its name, whatever the address says of
 * it: written into the address, it counts wherever the address is used. Without a file the address stays as it is.
 */
export function verifiedDatabaseUrl(databaseUrl: string, caFile: string | undefined): string {
  if (caFile === undefined) return databaseUrl;
  const url = new URL(databaseUrl);
  url.searchParams.delete('ssl');
  url.searchParams.delete('uselibpqcompat');
  url.searchParams.set('sslmode', 'verify-full');
  url.searchParams.set('sslrootcert', caFile);
  return url.href;
}
