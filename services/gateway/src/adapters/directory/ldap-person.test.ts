import { describe, expect, it } from 'vitest';
import { readLdapMap } from './ldap-map.ts';
import { groupsByMember, groupsByPerson, isDisabled, rowOf } from './ldap-person.ts';
import type { LdapEntry } from './ldap-session.ts';

const now = Date.UTC(2026, 10, 23, 8);
/** Active Directory counts from 1601, in tenths of microseconds. */
const windowsTime = (at: number) => String((BigInt(at) + 11_644_473_600_000n) * 10_000n);

function anEntry(attributes: Readonly<Record<string, readonly string[]>>, dn = 'cn=a,dc=company'): LdapEntry {
  const values = new Map(Object.entries(attributes).map(([name, held]) => [name.toLowerCase(), held]));
  return { dn, values: (name) => values.get(name.toLowerCase()) ?? [] };
}

function mapOf(flavour: 'active-directory' | 'openldap', more = '') {
  const read = readLdapMap(`flavour: ${flavour}\nbase: dc=company\n${more}`);
  if (read.kind === 'wrong') throw new Error(read.problems.join());
  return read.map;
}

describe('an account of Active Directory', () => {
  const { disabled } = mapOf('active-directory');
  it.each<[string, Record<string, string[]>, boolean]>([
    ['normal', { userAccountControl: ['512'] }, false],
    ['normal, with a password that never expires', { userAccountControl: ['66048'] }, false],
    ['disabled', { userAccountControl: ['514'] }, true],
    ['disabled, with a password that never expires', { userAccountControl: ['66050'] }, true],
    ['whose state may not be read', {}, true],
    ['whose state is no number', { userAccountControl: ['normal'] }, true],
    ['that never expires', { userAccountControl: ['512'], accountExpires: ['0'] }, false],
    [
      'that never expires, in the other way',
      { userAccountControl: ['512'], accountExpires: ['9223372036854775807'] },
      false,
    ],
    ['that expires later', { userAccountControl: ['512'], accountExpires: [windowsTime(now + 1_000)] }, false],
    ['that has expired', { userAccountControl: ['512'], accountExpires: [windowsTime(now)] }, true],
  ])('%s', (_, attributes, expected) => {
    expect(isDisabled(anEntry(attributes), disabled, now)).toBe(expected);
  });
});

describe('an account of OpenLDAP', () => {
  const { disabled } = mapOf('openldap');
  it.each<[string, Record<string, string[]>, boolean]>([
    ['with nothing against it', {}, false],
    ['that the password policy locked', { pwdAccountLockedTime: ['000001010000Z'] }, true],
    ['that is locked by hand', { nsAccountLock: ['true'] }, true],
    ['that is unlocked by hand', { nsAccountLock: ['FALSE'] }, false],
  ])('%s', (_, attributes, expected) => {
    expect(isDisabled(anEntry(attributes), disabled, now)).toBe(expected);
  });

  it.each<[string[], boolean]>([
    [['Active'], false],
    [['left'], true],
    [[], true],
  ])('counts by an attribute of the company: %j', (status, expected) => {
    const rules = mapOf('openldap', 'disabled: [{ attribute: status, otherThan: [active] }]').disabled;
    expect(isDisabled(anEntry({ status }), rules, now)).toBe(expected);
  });
});

describe('an entry as a row', () => {
  const groups = [
    '{ group: "CN=Desk, DC=company", role: specialist, teams: [network] }',
    '{ group: "CN=Leads,DC=company", role: supervisor, teams: [repair, network] }',
  ];
  const map = mapOf('active-directory', `groups: [${groups.join(', ')}]`);
  const row = (attributes: Record<string, string[]>) =>
    rowOf(anEntry(attributes), map, groupsByPerson(map.groups, 'memberOf'), { now, place: 'entry 7' });

  it('has every phone of every attribute, several in one value too', () => {
    const phones = { mobile: ['+380500000001; 050 000 00 02'], telephoneNumber: ['+380500000003/+380500000004'] };
    expect(row(phones).value).toMatchObject({
      phones: ['+380500000001', '050 000 00 02', '+380500000003', '+380500000004'],
    });
  });

  it('keeps a person whose phone is a story', () => {
    expect(row({ mobile: ['x'.repeat(500)] }).value).toMatchObject({ phones: ['x'.repeat(40)] });
  });

  it('takes the highest role and every team of the groups, whatever their writing', () => {
    expect(
      row({ memberOf: ['cn=desk,dc=company', 'cn=leads,DC=Company', 'cn=others,dc=company'] }).value,
    ).toMatchObject({
      role: 'supervisor',
      teams: ['network', 'repair'],
    });
    expect(row({ memberOf: ['cn=others,dc=company'] }).value).toMatchObject({ role: 'employee', teams: [] });
  });

  it('takes the second attribute where the first is empty', () => {
    expect(row({ displayName: [' '], cn: ['Someone'] }).value).toMatchObject({ displayName: 'Someone' });
  });

  it('is named by the employee id, or by its place where it has none', () => {
    expect(row({ employeeID: ['17'] }).where).toBe('employee 17');
    expect(row({}).where).toBe('entry 7');
  });

  it('finds groups by their own lists, of names or of what stands for a person', () => {
    const [desk] = map.groups;
    if (!desk) throw new Error('The map has a group.');
    const person = anEntry({ uid: ['okoval'] }, 'cn=Person, dc=company');
    expect(groupsByMember([{ group: desk, members: ['CN=person,DC=company'] }], null)(person)).toEqual([desk]);
    expect(groupsByMember([{ group: desk, members: ['OKoval'] }], 'uid')(person)).toEqual([desk]);
    expect(groupsByMember([{ group: desk, members: ['cn=other,dc=company'] }], null)(person)).toEqual([]);
  });
});
