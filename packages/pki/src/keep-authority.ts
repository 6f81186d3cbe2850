import { isIssuedBy, type TlsProblem } from '@desk/tls';
import { issueAuthority, issueCertificate } from './issue-certificate.ts';
import {
  type Authority,
  nextAuthorityId,
  readAuthorities,
  readIdentity,
  removeAuthority,
  writeAuthority,
  writeIdentity,
  writeTrust,
  type Zone,
} from './pki-folders.ts';

/** `written`: files that are new; whatever is not named there is as it was. */
export type PkiOutcome =
  | { kind: 'done'; written: readonly string[] }
  | { kind: 'refused'; problems: readonly TlsProblem[] };

export type PkiOptions = {
  /** The authority's folder, which no service ever sees. */
  caDir: string;
  /** Those whose folders are at hand. */
  zones: readonly Zone[];
  nowMs: number;
};

const dayMs = 86_400_000;

/** The first authority, and a certificate for each zone. */
export async function initPki({ caDir, zones, nowMs }: PkiOptions): Promise<PkiOutcome> {
  const read = await readAuthorities(caDir);
  if (read.kind === 'refused') return read;
  if (read.authorities.length > 0) {
    return refused(
      caDir,
      'already holds an authority',
      'Renew certificates with `pki renew`, the authority with `pki rotate`.',
    );
  }
  for (const zone of zones) {
    if (!(await readIdentity(zone))) continue;
    return refused(zone.dir, 'already holds a certificate', 'Name another folder, or move it away yourself.');
  }
  const authority = await addAuthority(caDir, [], nowMs);
  const issued = await renewCertificates({ caDir, zones, nowMs });
  return issued.kind === 'done' ? { kind: 'done', written: [authority, ...issued.written] } : issued;
}

/**
 * New certificates of the newest authority. `onlyWithinDays`: for those alone that end within so many days, or are of a
 * former authority; the others stay, so that it can be done every night.
 */
export async function renewCertificates(options: PkiOptions & { onlyWithinDays?: number }): Promise<PkiOutcome> {
  const { caDir, zones, nowMs, onlyWithinDays = Number.POSITIVE_INFINITY } = options;
  const read = await readAuthorities(caDir);
  if (read.kind === 'refused') return read;
  const { authorities } = read;
  const authority = authorities.at(-1);
  if (!authority) return withoutAuthority(caDir);
  const written: string[] = [];
  for (const zone of zones) {
    if (await isFresh(zone, authority, nowMs + onlyWithinDays * dayMs)) continue;
    // Trust comes first: a service that reads in between still trusts whoever it trusted before.
    written.push(await writeTrust(zone, authorities));
    written.push(await writeIdentity(zone, await issueCertificate({ service: zone.service, authority, nowMs })));
  }
  return { kind: 'done', written };
}

/**
 * Begins a change of authority: the new one is trusted beside the old, and everybody still shows what they have. Once
 * both zones have it, `renewCertificates` issues by the new one, and `finishRotation` ends the trust in the old.
 */
export async function rotateAuthority({ caDir, zones, nowMs }: PkiOptions): Promise<PkiOutcome> {
  const read = await readAuthorities(caDir);
  if (read.kind === 'refused') return read;
  if (read.authorities.length === 0) return withoutAuthority(caDir);
  if (read.authorities.length > 1) {
    return refused(caDir, 'holds two authorities: a rotation is under way', 'End it first with `pki rotate --finish`.');
  }
  const added = await addAuthority(caDir, read.authorities, nowMs);
  const both = await readAuthorities(caDir);
  if (both.kind === 'refused') return both;
  return { kind: 'done', written: [added, ...(await writeTrusts(zones, both.authorities))] };
}

/** Ends the trust in every authority but the newest, and removes their keys. Nobody may still show theirs. */
export async function finishRotation({ caDir, zones }: Omit<PkiOptions, 'nowMs'>): Promise<PkiOutcome> {
  const read = await readAuthorities(caDir);
  if (read.kind === 'refused') return read;
  const newest = read.authorities.at(-1);
  if (!newest) return withoutAuthority(caDir);
  for (const zone of zones) {
    const shown = await readIdentity(zone);
    if (shown && isIssuedBy(shown, newest.x509)) continue;
    return refused(zone.dir, 'shows no certificate of the new authority', 'Run `pki renew` and carry it there first.');
  }
  const written = await writeTrusts(zones, [newest]);
  for (const former of read.authorities.slice(0, -1)) await removeAuthority(former);
  return { kind: 'done', written };
}

async function addAuthority(caDir: string, present: readonly Authority[], nowMs: number): Promise<string> {
  const id = nextAuthorityId(present);
  return writeAuthority(caDir, id, await issueAuthority({ id, nowMs }));
}

async function writeTrusts(zones: readonly Zone[], authorities: readonly Authority[]): Promise<string[]> {
  const written: string[] = [];
  for (const zone of zones) written.push(await writeTrust(zone, authorities));
  return written;
}

async function isFresh(zone: Zone, authority: Authority, untilMs: number): Promise<boolean> {
  const shown = await readIdentity(zone);
  return shown !== undefined && isIssuedBy(shown, authority.x509) && shown.validToDate.getTime() > untilMs;
}

function withoutAuthority(caDir: string): PkiOutcome {
  return refused(caDir, 'holds no authority', 'Make one with `pki init`, or name the folder that holds it.');
}

function refused(file: string, problem: string, remedy: string): PkiOutcome {
  return { kind: 'refused', problems: [{ file, problem, remedy }] };
}
