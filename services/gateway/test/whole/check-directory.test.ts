import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSlapd } from '@desk/testing';
import { whyNoSlapd } from '@desk/testing/vitest';
import { expect, test } from 'vitest';
import { checkDirectory } from '../../src/compose/check-directory.ts';
import { openDirectory } from '../../src/compose/compose-directory.ts';
import { parseDirectoryConfig } from '../../src/config.ts';
import { groupName, ldifOf, peopleBase } from '../builders/ldap-people.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';

const missing = await whyNoSlapd();

async function configured(environment: Record<string, string>) {
  const config = parseDirectoryConfig(environment);
  if (config.kind === 'invalid') throw new Error(config.problems.map(({ line }) => line).join('\n'));
  return config.config;
}

test('a file of people and an LDAP server, from their settings to a sign-in and a check', async ({ skip }) => {
  if (missing !== null) skip(missing);
  const [works, left, absent] = [aDirectoryEntry(1), aDirectoryEntry(2), aDirectoryEntry(3)];
  const accounts = [
    { ...works, role: 'specialist', teams: ['network'], phones: [] } as const,
    { ...left, active: false },
  ];
  const slapd = await startSlapd({ purpose: 'tests', ldif: ldifOf(accounts) });
  try {
    const folder = await mkdtemp(join(tmpdir(), 'desk-directory-'));
    const at = (name: string) => join(folder, name);
    await writeFile(at('people.yaml'), JSON.stringify({ people: [works, left, absent].map(asHr) }));
    await writeFile(at('ca.pem'), slapd.ca);
    const role = `{ group: "${groupName('specialist')}", role: specialist, teams: [network] }`;
    await writeFile(at('map.yaml'), `flavour: openldap\nbase: ${peopleBase}\ngroups: [${role}]\n`);
    const config = await configured({
      DIRECTORY: 'file,ldap',
      DIRECTORY_FILE: at('people.yaml'),
      LDAP_URL: slapd.url,
      LDAP_CA_FILE: at('ca.pem'),
      LDAP_BIND_DN: slapd.readerDn,
      LDAP_BIND_PASSWORD: slapd.password,
      ROLE_MAP_FILE: at('map.yaml'),
    });

    const opened = await openDirectory(config);
    if (opened.kind === 'refused') throw new Error(opened.lines.join('\n'));
    await opened.start();
    const found = await Promise.all([1, 2, 3].map((n) => opened.directory.findByPhone(`+38050000000${n}`)));
    expect(found).toMatchObject([
      { entry: { employeeId: 'e-1', active: true, role: 'specialist', teams: ['network'] } },
      { entry: { employeeId: 'e-2', active: false } },
      { entry: { employeeId: 'e-3', active: false } },
    ]);
    expect(await opened.directory.confirmActive('e-1')).toEqual({ kind: 'enabled' });
    await opened.stop();

    const checked = await checkDirectory(config);
    const said =
      checked.kind === 'checked'
        ? checked.sources.flatMap(({ name, findings }) => findings.map(({ what }) => `${name}: ${what}`))
        : [];
    expect(said).toEqual([
      'file: nobody is a specialist or a supervisor',
      'ldap: 1 active people have no phone (e-1)',
      'together: 1 active people of file are not in ldap (e-3)',
      'together: 1 active people of file are disabled in ldap (e-2)',
    ]);
    expect(JSON.stringify(checked)).not.toMatch(/\+38050|Employee \d|example\.test|dc=company/);
  } finally {
    await slapd.stop();
  }
});

test('everything that is wrong in the files of a directory is named at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'desk-directory-'));
  const [mapFile, caFile] = [join(folder, 'map.yaml'), join(folder, 'ca.pem')];
  await writeFile(mapFile, 'flavour: nis\nbase: somewhere\n');
  await writeFile(caFile, 'no certificate');
  const config = await configured({
    DIRECTORY: 'ldap',
    LDAP_URL: 'ldaps://127.0.0.1:1',
    LDAP_CA_FILE: caFile,
    LDAP_BIND_DN: 'cn=desk,dc=company',
    LDAP_BIND_PASSWORD: 'a-password',
    ROLE_MAP_FILE: mapFile,
  });
  expect(await checkDirectory(config)).toEqual({
    kind: 'refused',
    lines: [
      `LDAP_CA_FILE ${caFile}: the file holds no certificate in PEM`,
      expect.stringMatching(/^ROLE_MAP_FILE .+: flavour: /),
      expect.stringMatching(/^ROLE_MAP_FILE .+: base: /),
    ],
  });
});

test('a source that cannot be read is told beside those that can', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'desk-directory-'));
  const path = join(folder, 'people.yaml');
  await writeFile(path, JSON.stringify({ people: [asHr(aDirectoryEntry(1))] }));
  const config = await configured({
    DIRECTORY: 'file,http',
    DIRECTORY_FILE: path,
    DIRECTORY_URL: 'http://127.0.0.1:1/people',
    DIRECTORY_TOKEN: 'fixture-token',
  });
  expect(await checkDirectory(config)).toMatchObject({
    kind: 'checked',
    sources: [
      { name: 'file', facts: ['1 entries: 1 people, 1 of them active', expect.any(String), expect.any(String)] },
      { name: 'http', findings: [{ weight: 'wrong' }, { weight: 'wrong', what: 'the people cannot be read' }] },
    ],
  });
});

/** As HR writes people down: who they are, and nothing of what they do here. */
function asHr({ employeeId, displayName, phones, email }: ReturnType<typeof aDirectoryEntry>) {
  return { employeeId, displayName, phones, email, active: true };
}
