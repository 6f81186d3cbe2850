import { readAuthorities } from './pki-folders.ts';

/** `issuing`: certificates are made by it; the others are only trusted. */
export type AuthorityFact = { file: string; notAfterMs: number; daysLeft: number; issuing: boolean };

const dayMs = 86_400_000;

/** The authorities of a folder, oldest first; none where they cannot be read. */
export async function describeAuthorities({
  caDir,
  nowMs,
}: {
  caDir: string;
  nowMs: number;
}): Promise<readonly AuthorityFact[]> {
  const read = await readAuthorities(caDir);
  const authorities = read.kind === 'read' ? read.authorities : [];
  return authorities.map(({ file, x509 }, index) => {
    const notAfterMs = x509.validToDate.getTime();
    return {
      ...{ file, notAfterMs, issuing: index === authorities.length - 1 },
      daysLeft: Math.floor((notAfterMs - nowMs) / dayMs),
    };
  });
}
