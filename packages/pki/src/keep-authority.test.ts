import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCertificates, readTlsFolder } from '@desk/tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeAuthorities } from './describe-authorities.ts';
import { finishRotation, initPki, renewCertificates, rotateAuthority } from './keep-authority.ts';
import type { Zone } from './pki-folders.ts';

const dayMs = 86_400_000;
const nowMs = Date.parse('2026-11-23T08:00:00Z');

let folder: string;
let caDir: string;
let zones: readonly [Zone, Zone];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-authority-'));
  caDir = join(folder, 'ca');
  zones = [
    { service: 'bot', dir: join(folder, 'dmz') },
    { service: 'gateway', dir: join(folder, 'internal') },
  ];
});
afterEach(() => rm(folder, { recursive: true }));

const init = () => initPki({ caDir, zones, nowMs });
const problemOf = async (outcome: ReturnType<typeof init>) => {
  const read = await outcome;
  return read.kind === 'refused' ? read.problems.map(({ problem }) => problem).join() : 'done';
};

describe('the first authority', () => {
  it('makes a folder for each zone that only its service can use', async () => {
    await init();
    const [bot, gateway] = zones;
    expect((await readTlsFolder(bot.dir, 'bot')).kind).toBe('read');
    expect((await readTlsFolder(gateway.dir, 'gateway')).kind).toBe('read');
    expect(await readTlsFolder(bot.dir, 'gateway')).toMatchObject({
      problems: [{ problem: "holds a certificate that is not the gateway's" }],
    });
  });

  it('lasts five years, its certificates ninety days', async () => {
    await init();
    expect(await describeCertificates({ dir: zones[0].dir, nowMs })).toMatchObject([
      { name: 'identity', daysLeft: 90 },
      { name: 'authority-1', daysLeft: 1_826 },
    ]);
  });

  /** @claim border Keys and certificates are files that their owner alone can read. (ASVS 13.3.2) */
  it('leaves every file to its owner alone, and nothing half-written', async () => {
    await init();
    const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const modes = await Promise.all(
      entries.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).mode & 0o777),
    );
    expect(modes).toEqual(Array(5).fill(0o600));
    expect(entries.filter(({ name }) => name.startsWith('.'))).toEqual([]);
  });

  /** @claim border The key of the certificate authority lies in neither zone. (ASVS 13.3.2) */
  it('keeps its key out of the zones', async () => {
    await init();
    const trusted = await readFile(join(zones[0].dir, 'authorities.pem'), 'utf8');
    expect(trusted).not.toContain('PRIVATE KEY');
  });

  it('is not made over another one, nor over a certificate in use', async () => {
    await init();
    expect(await problemOf(init())).toBe('already holds an authority');
    const elsewhere = initPki({ caDir: join(folder, 'other-ca'), zones, nowMs });
    expect(await problemOf(elsewhere)).toBe('already holds a certificate');
    expect(await describeAuthorities({ caDir: join(folder, 'other-ca'), nowMs })).toEqual([]);
  });
});

describe('renewing', () => {
  it('every night makes new certificates only of those that end soon', async () => {
    await init();
    const nightly = (dayOf: number) =>
      renewCertificates({ caDir, zones, nowMs: nowMs + dayOf * dayMs, onlyWithinDays: 30 });
    expect(await nightly(59)).toEqual({ kind: 'done', written: [] });
    expect(await nightly(61)).toMatchObject({ written: { length: 4 } });
    expect(await nightly(62)).toEqual({ kind: 'done', written: [] });
  });

  it('never makes one that outlives its authority', async () => {
    await init();
    const late = nowMs + 1_820 * dayMs;
    await renewCertificates({ caDir, zones, nowMs: late });
    expect(await describeCertificates({ dir: zones[0].dir, nowMs: late })).toMatchObject([{ daysLeft: 6 }, {}]);
  });

  it('without an authority, or with one that is damaged, is refused', async () => {
    expect(await problemOf(renewCertificates({ caDir, zones, nowMs }))).toBe('holds no authority');
    await init();
    const [name = ''] = await readdir(caDir);
    await writeFile(join(caDir, name), 'damaged');
    expect(await problemOf(renewCertificates({ caDir, zones, nowMs }))).toBe('is not a private key and its authority');
  });
});

describe('a rotation', () => {
  const later = nowMs + dayMs;

  it('trusts both authorities until it is finished', async () => {
    await init();
    const trustedAt = async () =>
      (await describeCertificates({ dir: zones[1].dir, nowMs })).filter(({ what }) => what === 'authority').length;
    await rotateAuthority({ caDir, zones, nowMs: later });
    expect([await trustedAt(), await describeAuthorities({ caDir, nowMs })]).toMatchObject([
      2,
      [{ issuing: false }, { issuing: true }],
    ]);
    await renewCertificates({ caDir, zones, nowMs: later });
    await finishRotation({ caDir, zones });
    expect([await trustedAt(), await describeAuthorities({ caDir, nowMs })]).toMatchObject([1, [{ issuing: true }]]);
  });

  it('is not finished while a zone shows the former certificate', async () => {
    await init();
    await rotateAuthority({ caDir, zones, nowMs: later });
    await renewCertificates({ caDir, zones: [zones[0]], nowMs: later });
    expect(await problemOf(finishRotation({ caDir, zones }))).toBe('shows no certificate of the new authority');
    expect(await describeAuthorities({ caDir, nowMs })).toHaveLength(2);
  });

  it('is not begun twice', async () => {
    await init();
    await rotateAuthority({ caDir, zones, nowMs: later });
    const again = rotateAuthority({ caDir, zones, nowMs: later + dayMs });
    expect(await problemOf(again)).toBe('holds two authorities: a rotation is under way');
  });

  it('counts as a reason to renew, however long the former certificates would last', async () => {
    await init();
    await rotateAuthority({ caDir, zones, nowMs: later });
    const nightly = await renewCertificates({ caDir, zones, nowMs: later, onlyWithinDays: 30 });
    expect(nightly).toMatchObject({ written: { length: 4 } });
  });
});
