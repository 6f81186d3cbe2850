import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comparable, readLdapMap } from './ldap-map.ts';

const base = 'base: "OU=People,DC=company,DC=example"';

describe('ROLE_MAP_FILE', () => {
  it('needs no more than the kind of server and where people stand', () => {
    expect(readLdapMap(`flavour: active-directory\n${base}\n`)).toMatchObject({
      kind: 'read',
      map: {
        bases: ['OU=People,DC=company,DC=example'],
        attributes: { employeeId: ['employeeID'], phones: ['mobile', 'telephoneNumber'] },
        disabled: [{ attribute: 'userAccountControl', bit: 2 }, { attribute: 'accountExpires' }],
        membership: { from: 'person', attribute: 'memberOf' },
        groups: [],
      },
    });
  });

  it('may say otherwise, field by field', () => {
    const written = [
      'flavour: openldap',
      'base: ["ou=staff,o=university", "ou=guests,o=university"]',
      'filter: (&(objectClass=person)(!(employeeType=student)))',
      'attributes: { employeeId: uid, phones: [mobile], trackerAccount: uid }',
      'disabled: [{ attribute: employeeStatus, otherThan: [active] }]',
      'membership: { from: group, attribute: memberUid, naming: uid }',
      'groups: [{ group: "cn=desk,ou=groups,o=university", role: specialist, teams: [network] }]',
    ];
    expect(readLdapMap(written.join('\n'))).toMatchObject({
      map: {
        filter: '(&(objectClass=person)(!(employeeType=student)))',
        attributes: { employeeId: ['uid'], phones: ['mobile'], trackerAccount: ['uid'], email: ['mail'] },
        disabled: [{ attribute: 'employeeStatus', otherThan: ['active'] }],
        membership: { from: 'group', attribute: 'memberUid', naming: 'uid' },
        groups: [{ role: 'specialist', teams: ['network'] }],
      },
    });
  });

  it.each([
    ['a kind of server there is none of', 'flavour: nis', ['flavour']],
    ['no kind at all', '', ['flavour']],
    ['a word nobody knows', 'flavour: openldap\ngruops: []', ['']],
    ['a filter that does not close', 'flavour: openldap\nfilter: (&(objectClass=person)', ['filter']],
    ['two filters side by side', 'flavour: openldap\nfilter: (a=b)(c=d)', ['filter']],
    ['an employee without an id', 'flavour: openldap\nattributes: { employeeId: [] }', ['attributes.employeeId']],
    ['an attribute with spaces', 'flavour: openldap\nattributes: { email: "e mail" }', ['attributes.email']],
    ['a rule that says nothing', 'flavour: openldap\ndisabled: [{ attribute: lock }]', ['disabled.0']],
    ['a role there is none of', 'flavour: openldap\ngroups: [{ group: cn=a, role: chief }]', ['groups.0.role']],
    ['a team that is no id', 'flavour: openldap\ngroups: [{ group: cn=a, teams: [Network] }]', ['groups.0.teams.0']],
    ['a group by its short name', 'flavour: openldap\ngroups: [{ group: desk }]', ['groups.0.group']],
    [
      'one group twice, written differently',
      'flavour: openldap\ngroups: [{ group: "cn=a, dc=b" }, { group: "CN=A,DC=b" }]',
      ['groups.1.group'],
    ],
    [
      'several mistakes',
      'flavour: openldap\nfilter: person\ngroups: [{ group: cn=a, role: x }]',
      ['filter', 'groups.0.role'],
    ],
  ])('with %s is refused, every place named', (_, written, places) => {
    const read = readLdapMap(`${base}\n${written}`);
    expect(read.kind === 'wrong' && read.problems.map((line) => line.slice(0, line.indexOf(':')))).toEqual(places);
  });

  it('that is no YAML is refused by its line', () => {
    const read = readLdapMap('flavour: [');
    expect(read.kind === 'wrong' && read.problems.join()).toContain('line 1');
  });
});

it.each(['active-directory', 'openldap'])('the sample for %s is a ROLE_MAP_FILE without a mistake', async (flavour) => {
  const file = join(import.meta.dirname, `../../../../../infra/directory/role-map.${flavour}.yaml`);
  expect(readLdapMap(await readFile(file, 'utf8'))).toMatchObject({ kind: 'read', map: { groups: expect.any(Array) } });
});

it.each([
  ['CN=Desk, OU=Groups,  DC=Company', 'cn=desk,ou=groups,dc=company'],
  ['cn = desk , dc=b', 'cn=desk,dc=b'],
])('%s is compared as %s', (name, expected) => {
  expect(comparable(name)).toBe(expected);
});
