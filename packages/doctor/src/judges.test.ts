import type { InspectedDatabase } from '@desk/migrations';
import { describe, expect, it } from 'vitest';
import {
  type CertificatesFacts,
  type Judgement,
  judgeCertificates,
  judgeClock,
  judgeDatabase,
  judgeFiles,
  judgeKeys,
  judgePeer,
  judgePorts,
  judgeSettings,
  type PeerFacts,
  type PortFacts,
  type SettingsFacts,
} from './index.ts';

/** What is not as it should be, as `state what -> remedy`. */
function amiss(judgements: readonly Judgement[]): readonly string[] {
  return judgements.flatMap(({ state, what, remedy }) => (state === 'ok' ? [] : [`${state} ${what} -> ${remedy}`]));
}

function areOk(judgements: readonly Judgement[]): boolean {
  return judgements.length > 0 && judgements.every(({ state, remedy }) => state === 'ok' && remedy === null);
}

describe('settings', () => {
  const sound: SettingsFacts = { problems: [], values: {}, isTrustingEverybody: false, debug: '' };

  it('are well where nothing is amiss, whatever real hosts are called', () => {
    const values = { GATEWAY_URL: 'https://gateway.example.test:8090', SUPPORT_CONTACT: 'help@example.com' };
    expect(areOk(judgeSettings({ ...sound, values }))).toBe(true);
  });

  it.each<[string, Partial<SettingsFacts>, RegExp]>([
    [
      'one that is missing',
      { problems: [{ name: 'TOKEN', line: 'TOKEN is missing. Token of the bot. For example: x' }] },
      /^broken TOKEN is missing -> Set it\. Token of the bot\. For example: x$/,
    ],
    [
      'one that is wrong',
      { problems: [{ name: 'PORT', line: 'PORT cannot be used as it is. A port. For example: 1' }] },
      /^broken PORT cannot be used as it is -> A port\. For example: 1$/,
    ],
    [
      'a file of a secret that cannot be read',
      { problems: [{ name: 'TOKEN', line: 'TOKEN_FILE names a file that is empty or cannot be read.' }] },
      /^broken TOKEN_FILE names .* read -> Write the secret into that file/,
    ],
    ['a host left as the template has it', { values: { JIRA: 'https://jira.company.example' } }, /^warning JIRA still/],
    ['a contact left so', { values: { CONTACT: 'help@company.example' } }, /^warning CONTACT still names/],
    [
      'certificates that nobody looks at',
      { isTrustingEverybody: true },
      /^broken NODE_TLS_REJECT.* -> Remove it; .*CA/,
    ],
    ['libraries that print secrets', { debug: 'telegraf:*' }, /^broken DEBUG .* -> Remove DEBUG\.$/],
  ])('say what to do about %s', (_, change, words) => {
    expect(amiss(judgeSettings({ ...sound, ...change }))).toEqual([expect.stringMatching(words)]);
  });
});

describe('keys', () => {
  const usual = { problems: [], unfinished: [], ageDaysMax: 365 };
  const keys = [
    { folder: 'sealing', ageDays: 900, isCurrent: false },
    { folder: 'sealing', ageDays: 365, isCurrent: true },
    { folder: 'signing', ageDays: null, isCurrent: true },
  ];

  it('may be a year old, and older where they only open', () => {
    expect(areOk(judgeKeys({ ...usual, keys }))).toBe(true);
  });

  it('are to be renewed after it', () => {
    const old = [{ folder: 'signing', ageDays: 366, isCurrent: true }];
    expect(amiss(judgeKeys({ ...usual, keys: old }))).toEqual([
      expect.stringMatching(/^warning the key in force of signing is 366 days old -> .*`desk keys rotate signing`/),
    ]);
    expect(areOk(judgeKeys({ ...usual, keys: old, ageDaysMax: 400 }))).toBe(true);
  });

  it('pass on what is wrong with their files', () => {
    const problem = { file: '/keys/a.key', problem: 'is gone', remedy: 'Restore it.' };
    expect(amiss(judgeKeys({ ...usual, problems: [problem], keys }))).toEqual([
      'broken /keys/a.key is gone -> Restore it.',
    ]);
  });

  it('are not to rest half changed', () => {
    const unfinished = [{ what: 'the former key signing/a is still there', remedy: 'Retire it.' }];
    expect(amiss(judgeKeys({ ...usual, keys, unfinished }))).toEqual([
      'warning the former key signing/a is still there -> Retire it.',
    ]);
  });
});

describe('certificates', () => {
  const of = (daysLeft: number): CertificatesFacts => ({
    problems: [],
    certificates: [{ name: 'identity', daysLeft }],
  });

  it.each<[number, RegExp | null]>([
    [21, null],
    [20, /^warning the certificate identity holds for 20 more days -> Run `pnpm desk pki renew`/],
    [0, /^warning/],
    [-1, /^broken the certificate identity is over -> Run/],
  ])('with %d days left', (daysLeft, words) => {
    const expected = words === null ? [] : [expect.stringMatching(words)];
    expect(amiss(judgeCertificates(of(daysLeft), false))).toEqual(expected);
  });

  it('are asked for towards another host alone', () => {
    expect(areOk(judgeCertificates(null, true))).toBe(true);
    expect(amiss(judgeCertificates(null, false))).toEqual([
      expect.stringMatching(/^warning .*not encrypted -> .*TLS_DIR/),
    ]);
  });
});

describe('a clock', () => {
  it.each<[number, boolean, string, RegExp]>([
    [3_000, true, 'ok', /^in step with the gateway$/],
    [-4_000, true, 'warning', /^this host is 4 s ahead of the gateway$/],
    [6_000, true, 'broken', /^this host is 6 s behind the gateway: signed requests are refused$/],
    [600_000, false, 'warning', /^this host is 600 s behind the gateway$/],
  ])('%d ms ahead, signing: %s', (aheadMs, signs, state, what) => {
    const judgement = judgeClock({ against: 'the gateway', aheadMs, signs });
    expect(judgement).toMatchObject({ area: 'clock', state, what: expect.stringMatching(what) });
  });
});

describe('a database', () => {
  type There = Extract<InspectedDatabase, { kind: 'there' }>;
  const sound: There = {
    kind: 'there',
    versionNumber: 150_004,
    isSuperuser: false,
    isReadOnly: false,
    mayCreateTables: true,
    encoding: 'UTF8',
    connectionsMax: 20,
    aheadMs: 0,
    migrations: { pending: [], unknown: [], failed: [] },
  };
  const needs = { connections: 20, isPlain: false };
  const none = sound.migrations;

  it('is well from PostgreSQL 15 on', () => {
    expect(areOk(judgeDatabase(sound, needs))).toBe(true);
  });

  it.each<[string, Partial<There>, RegExp]>([
    ['an old version', { versionNumber: 140_020 }, /^broken PostgreSQL 14 is too old -> .*15 or newer/],
    ['a standby', { isReadOnly: true }, /^broken .*takes no writes -> .*primary/],
    ['another encoding', { encoding: 'LATIN1' }, /^broken its encoding is LATIN1 -> .*UTF8/],
    ['too few connections', { connectionsMax: 19 }, /^broken it lets 19 .* hold 20 -> Raise max_connections/],
    ['a superuser', { isSuperuser: true }, /^warning .*superuser -> Give it a user of its own/],
    ['a clock of its own', { aheadMs: -9_000 }, /^warning this host is 9 s ahead of the database -> .*NTP/],
    ['a migration that waits', { migrations: { ...none, pending: ['a'] } }, /^warning 1 migration is not .*starts/],
    [
      'migrations that nobody may apply',
      { migrations: { ...none, pending: ['a', 'b'] }, mayCreateTables: false },
      /^broken 2 migrations are not .*no tables -> .*owner/,
    ],
    ['a migration that failed', { migrations: { ...none, failed: ['a'] } }, /^broken the migration a .*`desk migrate`/],
    [
      'a newer version, or somebody else in it',
      { migrations: { pending: ['a'], unknown: ['z'], failed: [] } },
      /^broken .*does not know: z -> Start the newer version/,
    ],
  ])('says what to do about %s', (_, change, words) => {
    expect(amiss(judgeDatabase({ ...sound, ...change }, needs))).toEqual([expect.stringMatching(words)]);
  });

  it('is warned of where others can listen', () => {
    expect(amiss(judgeDatabase(sound, { ...needs, isPlain: true }))).toEqual([
      expect.stringMatching(/^warning what goes to DATABASE_URL is not encrypted.* -> .*DATABASE_CA_FILE/),
    ]);
  });
});

describe('the other zone', () => {
  const names = { setting: 'GATEWAY_URL', peer: 'the gateway' };

  it.each<[PeerFacts, RegExp]>([
    [{ kind: 'away', trouble: 'host-unknown' }, /^broken the host in GATEWAY_URL is unknown here -> /],
    [{ kind: 'away', trouble: 'nobody-listens' }, /^broken nobody listens at GATEWAY_URL -> .*firewalls/],
    [{ kind: 'away', trouble: 'no-answer' }, /^broken nobody answers .* -> A firewall/],
    [{ kind: 'away', trouble: 'certificate' }, /^broken the certificate at GATEWAY_URL is not believed -> /],
    [{ kind: 'away', trouble: 'other' }, /^broken the connection to GATEWAY_URL fails -> /],
    [{ kind: 'somebody-else', status: 404 }, /^broken something answers .*404.*not the gateway -> .*without a path/],
    [{ kind: 'signature-refused', aheadMs: 0 }, /^broken .*does not know our key -> Copy this zone's signing/],
    [{ kind: 'signature-refused', aheadMs: null }, /^broken .*does not know our key -> /],
    [{ kind: 'busy' }, /^warning the gateway has too much to do/],
  ])('%j', (facts, words) => {
    expect(amiss(judgePeer(facts, names))).toEqual([expect.stringMatching(words)]);
  });

  it('refuses whose clock is apart, and is not asked for its keys then', () => {
    expect(amiss(judgePeer({ kind: 'signature-refused', aheadMs: 90_000 }, names))).toEqual([
      expect.stringMatching(/^broken the gateway refuses our signature: the clocks are apart -> Set the clocks/),
      expect.stringMatching(/^broken this host is 90 s behind the gateway: .* NTP/),
    ]);
  });

  it('is well where it takes our signature', () => {
    expect(areOk(judgePeer({ kind: 'accepted', aheadMs: 100 }, names))).toBe(true);
  });
});

describe('ports', () => {
  const port = (setting: string, number: number, state: PortFacts['state'] = 'free') => ({
    setting,
    port: number,
    state,
  });

  it.each<[string, readonly PortFacts[], boolean]>([
    ['free', [port('A', 1), port('B', 2)], false],
    ['held by the service that runs', [port('A', 1, 'taken'), port('B', 2, 'taken')], true],
    ['any that the system gives', [port('A', 0), port('B', 0)], false],
  ])('are well where they are %s', (_, ports, isRunning) => {
    expect(areOk(judgePorts(ports, isRunning))).toBe(true);
  });

  it.each<[string, readonly PortFacts[], boolean, RegExp]>([
    ['somebody else', [port('A', 1, 'taken')], false, /^broken something else listens on A 1 -> Stop it, or choose/],
    ['another of ours', [port('A', 1), port('B', 2, 'taken')], true, /^broken something else listens on B 2 -> /],
    ['a twin', [port('A', 1), port('B', 1)], false, /^broken B is 1, and another .* -> Choose another for B/],
    ['the system', [port('A', 80, 'forbidden')], false, /^broken this user may not listen on A 80 -> .*1024/],
    [
      'no such address',
      [port('A', 1, 'no-such-address')],
      false,
      /^broken LISTEN_HOST is no address .* -> .*0\.0\.0\.0/,
    ],
  ])('say what to do about %s', (_, ports, isRunning, words) => {
    expect(amiss(judgePorts(ports, isRunning))).toEqual([expect.stringMatching(words)]);
  });
});

describe('files', () => {
  it('are told of with each problem and its place', () => {
    const remedy = 'See the sample.';
    expect(amiss(judgeFiles([{ setting: 'CATALOGUE_FILE', problems: ['teams.0: wrong'], remedy }]))).toEqual([
      'broken CATALOGUE_FILE: teams.0: wrong -> See the sample.',
    ]);
    expect(areOk(judgeFiles([{ setting: 'CATALOGUE_FILE', problems: [], remedy }]))).toBe(true);
  });
});
