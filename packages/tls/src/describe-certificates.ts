import type { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { readCertificateFile, tlsFiles } from './tls-folder.ts';

/** `name` is one of few: `identity`, `authority-1` (the oldest), `authority-2` … */
export type CertificateFact = {
  what: 'identity' | 'authority';
  name: string;
  file: string;
  notAfterMs: number;
  /** Whole ones; below zero once it has ended. */
  daysLeft: number;
};

const dayMs = 86_400_000;

/** When each certificate of a TLS_DIR ends. A file that cannot be read has none. */
export async function describeCertificates({
  dir,
  nowMs,
}: {
  dir: string;
  nowMs: number;
}): Promise<readonly CertificateFact[]> {
  const [identityFile, authoritiesFile] = [join(dir, tlsFiles.identity), join(dir, tlsFiles.authorities)];
  const [own, authorities] = await Promise.all([
    readCertificateFile(identityFile),
    readCertificateFile(authoritiesFile),
  ]);
  const ends = ({ validToDate }: X509Certificate) => {
    const notAfterMs = validToDate.getTime();
    return { notAfterMs, daysLeft: Math.floor((notAfterMs - nowMs) / dayMs) };
  };
  return [
    ...own.slice(0, 1).map((certificate) => ({
      ...{ what: 'identity' as const, name: 'identity', file: identityFile },
      ...ends(certificate),
    })),
    ...authorities.map((certificate, index) => ({
      ...{ what: 'authority' as const, name: `authority-${index + 1}`, file: authoritiesFile },
      ...ends(certificate),
    })),
  ];
}
