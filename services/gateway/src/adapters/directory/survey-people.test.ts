import { describe, expect, it } from 'vitest';
import { aDirectoryEntry } from '../../../test/fakes/directory.ts';
import type { DirectoryEntry } from '../../ports/directory.ts';
import { readPersonRow } from './person-row.ts';
import { compareSources, surveyPeople } from './survey-people.ts';

function read(...entries: readonly Partial<DirectoryEntry>[]) {
  return entries.map((change, at) =>
    readPersonRow({ where: `line ${at + 1}`, value: { ...aDirectoryEntry(at + 1), ...change } }, 'UA'),
  );
}

const whats = (findings: readonly { weight: string; what: string }[]) =>
  findings.map(({ weight, what }) => [weight, what]);
const specialist = { role: 'specialist', teams: ['network'] } as const;

describe('a look at one source', () => {
  it('finds nothing where everybody can sign in and somebody answers', () => {
    expect(surveyPeople(read({}, specialist))).toEqual({
      facts: [
        '2 entries: 2 people, 2 of them active',
        '2 active people have a phone, 2 an e-mail',
        '1 specialists, 0 supervisors',
      ],
      findings: [],
    });
  });

  it('counts what keeps people out, with a few of their ids', () => {
    const phoneless = Array.from({ length: 7 }, () => ({ phones: [] }));
    const { findings } = surveyPeople(read(specialist, { role: 'supervisor' }, ...phoneless));
    expect(whats(findings)).toEqual([
      ['note', '7 active people have no phone (e-3, e-4, e-5, e-6, e-7, …)'],
      ['wrong', '1 specialists and supervisors have no team (e-2)'],
    ]);
  });

  it('leaves out those who are not active', () => {
    const { findings } = surveyPeople(read(specialist, { phones: [], active: false }));
    expect(findings).toEqual([]);
  });

  it('says when nobody is active, and when nobody answers', () => {
    expect(whats(surveyPeople(read({ active: false })).findings)).toEqual([
      ['wrong', 'nobody is active'],
      ['note', 'nobody is a specialist or a supervisor'],
    ]);
  });

  it('gathers problems of one kind, without a word of a person', () => {
    const shared = { phones: ['+380500000001'] };
    const rows = read(specialist, shared, { phones: ['110'] }, { phones: ['112'] }, { displayName: '' });
    const { findings } = surveyPeople(rows, [{ where: 'groups.0', field: null, remedy: 'Correct the group.' }]);
    expect(whats(findings.filter(({ weight }) => weight === 'wrong'))).toEqual([
      ['wrong', '1 × entry (groups.0)'],
      ['wrong', '2 × phones (line 3, line 4)'],
      ['wrong', '1 × displayName (line 5)'],
      ['wrong', '1 × phones (line 1 and line 2)'],
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/\+38050|Employee \d|example\.test/);
  });
});

describe('several sources beside each other', () => {
  const hr = { name: 'http', results: read({}, {}, {}, { active: false }) };

  it('agree', () => {
    expect(compareSources([hr, { name: 'ldap', results: read({}, {}, {}) }], 'employee-id')).toEqual([]);
  });

  it('do not: absent, disabled', () => {
    const ldap = { name: 'ldap', results: read({}, { active: false }) };
    expect(whats(compareSources([hr, ldap], 'employee-id'))).toEqual([
      ['wrong', '1 active people of http are not in ldap (e-3)'],
      ['note', '1 active people of http are disabled in ldap (e-2)'],
    ]);
  });

  it('are matched by e-mail, for those who have one', () => {
    const first = { name: 'file', results: read({}, { email: null }) };
    const ldap = { name: 'ldap', results: read({ employeeId: 'other' }) };
    expect(whats(compareSources([first, ldap], 'email'))).toEqual([
      ['wrong', '1 active people of file have no e-mail to be matched by (e-2)'],
    ]);
  });
});
