import { createServer } from 'node:net';
import { type SlapdServer, slapdListEntriesMax, slapdSuffix, startSlapd } from '@desk/testing';
import { whyNoSlapd } from '@desk/testing/vitest';
import { Attribute, Change, Client } from 'ldapts';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createLdapDirectory, type LdapDirectoryOptions } from '../../src/adapters/directory/ldap-directory.ts';
import { openLdapSession, usualLdapLimits } from '../../src/adapters/directory/ldap-session.ts';
import { aLdapMap, asReader, groupName, ldifOf, nameOfPerson, peopleBase } from '../builders/ldap-people.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';

const people = Array.from({ length: slapdListEntriesMax + 5 }, (_, at) => aDirectoryEntry(at + 1));
const list = `dn: ou=groups,${slapdSuffix}\nobjectClass: organizationalUnit\nou: groups\n
dn: ${groupName('network')}\nobjectClass: groupOfNames\ncn: network\nmember: ${nameOfPerson('e-3')}\n`;
const missing = await whyNoSlapd();
let slapd: SlapdServer;
let now = 0;

function open(change: Partial<LdapDirectoryOptions> = {}) {
  const [reasons, problems]: [string[], string[]] = [[], []];
  const directory = createLdapDirectory({
    servers: [asReader(slapd)],
    map: aLdapMap(),
    defaultCountry: 'UA',
    now: () => now,
    limits: { pageSize: 10, retryDelayMs: 1, connectDeadlineMs: 2_000 },
    onProblems: (found) => problems.push(...found.map(({ where, field }) => `${where}: ${field}`)),
    onUnavailable: (reason) => reasons.push(reason),
    ...change,
  });
  return { directory, reasons, problems, [Symbol.asyncDispose]: () => directory.stop() };
}

async function asAdmin(run: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ url: slapd.url });
  try {
    await client.bind(slapd.adminDn, slapd.password);
    await run(client);
  } finally {
    await client.unbind();
  }
}

function setAttribute(employeeId: string, type: string, values: string[]): Promise<void> {
  const change = new Change({ operation: 'replace', modification: new Attribute({ type, values }) });
  return asAdmin((client) => client.modify(nameOfPerson(employeeId), change));
}

if (missing === null) describe('an LDAP server', describeServer);
else test('an LDAP server', ({ skip }) => skip(missing));

function describeServer(): void {
  beforeAll(async () => {
    slapd = await startSlapd({ purpose: 'tests', ldif: `${ldifOf(people)}\n${list}` });
  });
  afterAll(() => slapd?.stop());

  describe('is spoken to', describeConnections);
  describe('that refuses is told apart', describeRefusals);
  describe('is asked about one account', describeAccounts);

  it('may keep members in the lists of groups; a group that is not there gives no role and is named', async () => {
    await using opened = open({ map: aLdapMap('membership: { from: group }') });
    await opened.directory.refresh();
    expect(await opened.directory.findById('e-3')).toMatchObject({ entry: { teams: ['network'] } });
    expect(await opened.directory.findById('e-4')).toMatchObject({ entry: { teams: [] } });
    expect(opened.problems).toEqual([0, 1, 3].map((at) => `groups.${at} of ROLE_MAP_FILE: null`));
  });
}

function describeConnections(): void {
  it.each([
    ['over ldaps', () => asReader(slapd, { url: slapd.ldapsUrl, ca: slapd.ca })],
    ['over StartTLS', () => asReader(slapd, { startTls: true, ca: slapd.ca })],
    ['in the clear, where that is allowed', () => asReader(slapd)],
  ])('%s, every page of it', async (_, server) => {
    await using opened = open({ servers: [server()] });
    await opened.directory.refresh();
    expect(opened.reasons).toEqual([]);
    expect(await opened.directory.findByPhone('+380500000025')).toMatchObject({ entry: { employeeId: 'e-25' } });
    expect(await opened.directory.confirmActive('e-25')).toEqual({ kind: 'enabled' });
  });

  it('at its second address when the first is dead', async () => {
    await using opened = open({ servers: [asReader(slapd, { url: 'ldap://127.0.0.1:1' }), asReader(slapd)] });
    await opened.directory.refresh();
    expect(await opened.directory.findById('e-1')).toMatchObject({ kind: 'found' });
  });

  it.each([
    ['ldaps', () => slapd.ldapsUrl, false],
    ['StartTLS', () => slapd.url, true],
  ])('over %s only when its certificate is trusted, and never without', async (_, url, startTls) => {
    await using opened = open({ servers: [asReader(slapd, { url: url(), startTls, ca: null })] });
    await opened.directory.refresh();
    expect(opened.reasons).toEqual([expect.stringMatching(/certificate .+ not trusted .+LDAP_CA_FILE/)]);
    expect(opened.directory.snapshotAt()).toBeNull();
  });

  it.each([
    ['in the clear', false],
    ['over StartTLS', true],
  ])('over one connection: when it is gone %s, nothing goes over another', async (_, startTls) => {
    const session = await openLdapSession(asReader(slapd, { startTls, ca: slapd.ca }), {
      ...usualLdapLimits,
      pageSize: 10,
    });
    const search = { base: peopleBase, filter: '(objectClass=person)', attributes: ['cn'] };
    const pages = session.pages(search);
    expect((await pages.next()).value).toHaveLength(10);
    await slapd.halt();
    await slapd.start();
    await expect(pages.next()).rejects.toThrow('closed the connection');
    await expect(session.read(search)).rejects.toThrow('closed the connection');
    expect(session.isOpen()).toBe(false);
    await session.close();
  });

  it('with the password as it is now: a renewed one counts from the next reading on', async () => {
    const setPassword = (password: string) =>
      asAdmin((client) =>
        client.modify(
          slapd.readerDn,
          new Change({
            operation: 'replace',
            modification: new Attribute({ type: 'userPassword', values: [password] }),
          }),
        ),
      );
    const server = { ...asReader(slapd) };
    await using opened = open({ servers: [server], limits: { attemptsMax: 1, retryDelayMs: 1 } });
    try {
      await setPassword('renewed');
      await opened.directory.refresh();
      expect(opened.reasons).toEqual([expect.stringMatching(/refused LDAP_BIND_DN/)]);
      Object.assign(server, { bindPassword: 'renewed' });
      await opened.directory.refresh();
      expect(opened.directory.snapshotAt()).not.toBeNull();
      expect(await opened.directory.confirmActive('e-1')).toEqual({ kind: 'enabled' });
    } finally {
      await setPassword(slapd.password);
    }
  });

  it('with a deadline: a server that takes the connection and says nothing does not hold anybody up', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const url = `ldap://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const limits = { connectDeadlineMs: 50, attemptsMax: 1, retryDelayMs: 1 };
    await using opened = open({ servers: [asReader(slapd, { url, startTls: true })], limits, answerWithinMs: 50 });
    await opened.directory.refresh();
    expect(opened.reasons).toEqual(['The LDAP server cannot be reached, or did not answer in time.']);
    expect(await opened.directory.confirmActive('e-1')).toEqual({ kind: 'unknown' });
    mute.close();
  });
}

function describeRefusals(): void {
  it.each<[string, () => Partial<LdapDirectoryOptions>, RegExp]>([
    ['a wrong password', () => ({ servers: [asReader(slapd, { bindPassword: 'wrong' })] }), /refused LDAP_BIND_DN/],
    ['an account with a limit', () => ({ servers: [asReader(slapd, { bindDn: slapd.hurriedDn })] }), /size limit/],
    ['an account that reads nothing', () => ({ servers: [asReader(slapd, { bindDn: slapd.blindDn })] }), /`base`/],
    ['a base that is not there', () => ({ map: { ...aLdapMap(), bases: [`ou=gone,${slapdSuffix}`] } }), /`base`/],
    ['a filter that nobody passes', () => ({ map: aLdapMap('filter: (cn=nobody)') }), /shows nobody/],
    ['a server that is not there', () => ({ servers: [asReader(slapd, { url: 'ldap://127.0.0.1:1' })] }), /reached/],
    ['more pages than are read', () => ({ limits: { pageSize: 5, pagesMax: 2 } }), /more than 2 pages/],
    ['pages that are too large', () => ({ limits: { pageBytesMax: 100, attemptsMax: 1 } }), /reached/],
  ])('%s', async (_, change, reason) => {
    await using opened = open(change());
    await opened.directory.refresh();
    expect(opened.reasons).toEqual([expect.stringMatching(reason)]);
    expect(opened.reasons.join()).not.toMatch(/wrong|dc=company|cn=/);
    expect(await opened.directory.findById('e-1')).toEqual({ kind: 'down' });
  });
}

function describeAccounts(): void {
  it('that was disabled since the last reading', async () => {
    await using opened = open();
    await opened.directory.refresh();
    await setAttribute('e-5', 'pwdAccountLockedTime', ['000001010000Z']);
    expect(await opened.directory.findById('e-5')).toMatchObject({ entry: { active: true } });
    expect(await opened.directory.confirmActive('e-5')).toEqual({ kind: 'disabled' });
    await opened.directory.refresh();
    expect(await opened.directory.findById('e-5')).toMatchObject({ entry: { active: false } });
  });

  it('that was deleted, or moved to another place', async () => {
    await using opened = open();
    await opened.directory.refresh();
    await asAdmin(async (client) => {
      await client.del(nameOfPerson('e-6'));
      await client.modifyDN(nameOfPerson('e-7'), `cn=renamed,${peopleBase}`);
    });
    expect(await opened.directory.confirmActive('e-6')).toEqual({ kind: 'disabled' });
    expect(await opened.directory.confirmActive('e-7')).toEqual({ kind: 'enabled' });
    expect(await opened.directory.confirmActive('*')).toEqual({ kind: 'disabled' });
  });

  it('by many at once over one connection', async () => {
    await using opened = open();
    await opened.directory.refresh();
    const asked = Array.from({ length: 70 }, () => opened.directory.confirmActive('e-1'));
    const kinds = (await Promise.all(asked)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'enabled')).toHaveLength(64);
    expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(6);
  });

  it('and is away: unknown, nobody waits for a while, the last reading counts for an hour', async () => {
    await using opened = open();
    await opened.directory.refresh();
    expect(await opened.directory.confirmActive('e-1')).toEqual({ kind: 'enabled' });
    await slapd.halt();
    expect(await opened.directory.confirmActive('e-1')).toEqual({ kind: 'unknown' });
    await slapd.start();
    expect(await opened.directory.confirmActive('e-1')).toEqual({ kind: 'unknown' });
    now += 5_000;
    expect(await opened.directory.confirmActive('e-1')).toEqual({ kind: 'enabled' });
    now += 3_600_000 - 5_000;
    expect(await opened.directory.findById('e-1')).toMatchObject({ kind: 'found' });
    now += 1;
    expect(await opened.directory.findById('e-1')).toEqual({ kind: 'down' });
  });
}
