import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { aDirectoryEntry, createFakeDirectory } from '../../../test/fakes/directory.ts';
import type { DirectoryEntry } from '../../ports/directory.ts';
import { joinDirectories } from './joined-directory.ts';
import type { JoinedDirectoryOptions } from './recognise-people.ts';

type State = 'known' | 'unknown' | 'ambiguous' | 'inactive' | 'down';
type Verdict = 'active' | 'inactive' | 'none' | 'several' | 'down';

const states: readonly State[] = ['known', 'unknown', 'ambiguous', 'inactive', 'down'];
const matches: readonly JoinedDirectoryOptions['match'][] = ['employee-id', 'email'];
const person = aDirectoryEntry(1);
const phone = '+380500000001';

/** A source that has the person in this way, under an id of its own if it keeps such. */
function sourceWith(state: State, id = person.employeeId) {
  const here = { ...person, employeeId: id };
  const people: Readonly<Record<State, readonly DirectoryEntry[]>> = {
    known: [here],
    unknown: [aDirectoryEntry(2)],
    ambiguous: [here, { ...here, displayName: 'Somebody else' }],
    inactive: [{ ...here, active: false }],
    down: [here],
  };
  const source = createFakeDirectory(people[state]);
  source.setAway(state === 'down');
  return source;
}

async function verdict(options: JoinedDirectoryOptions): Promise<Verdict> {
  const found = await joinDirectories(options).findByPhone(phone);
  if (found.kind !== 'one') return found.kind;
  return found.entry.active ? 'active' : 'inactive';
}

describe.each(matches)('two sources, one person matched by %s', (match) => {
  test.each<[State, State, Verdict]>([
    ['known', 'known', 'active'],
    ['known', 'unknown', 'inactive'],
    ['known', 'ambiguous', 'inactive'],
    ['known', 'inactive', 'inactive'],
    ['known', 'down', 'down'],
    ['unknown', 'known', 'active'],
    ['unknown', 'unknown', 'none'],
    ['unknown', 'ambiguous', 'several'],
    ['unknown', 'inactive', 'inactive'],
    ['unknown', 'down', 'down'],
    ...states.map((second): [State, State, Verdict] => ['ambiguous', second, 'several']),
    ...states.map((second): [State, State, Verdict] => ['inactive', second, 'inactive']),
    ...states.map((second): [State, State, Verdict] => ['down', second, 'down']),
  ])('%s in the first and %s in the second: %s', async (first, second, expected) => {
    const ids = match === 'email' ? ['hr-1', 'ldap-1'] : [];
    expect(await verdict({ sources: [sourceWith(first, ids[0]), sourceWith(second, ids[1])], match })).toBe(expected);
  });
});

test('of three sources in any states, only somebody whom none disables and all later ones know is active', async () => {
  const state = fc.constantFrom(...states);
  await fc.assert(
    fc.asyncProperty(state, state, state, fc.constantFrom(...matches), async (first, second, third, match) => {
      const given = [first, second, third];
      const naming = given.findIndex((each) => each !== 'unknown');
      const expected = naming >= 0 && given.slice(naming).every((each) => each === 'known');
      const found = await verdict({ sources: given.map((each) => sourceWith(each)), match });
      expect(found === 'active').toBe(expected);
    }),
  );
});

describe('a person in several sources', () => {
  const hr = aDirectoryEntry(1, { employeeId: 'hr-1', position: '', teams: ['repair'], role: 'specialist' });
  const account = aDirectoryEntry(1, {
    employeeId: 'account-1',
    displayName: 'Another spelling',
    phones: ['+380500000007'],
    role: 'supervisor',
    teams: ['network'],
    trackerAccount: 'tracker-1',
  });
  const open = (match: JoinedDirectoryOptions['match'] = 'email') => {
    const [first, second] = [createFakeDirectory([hr]), createFakeDirectory([account])];
    return { first, second, joined: joinDirectories({ sources: [first, second], match }) };
  };
  const whole = {
    ...hr,
    position: 'Engineer',
    phones: ['+380500000001', '+380500000007'],
    role: 'supervisor',
    teams: ['repair', 'network'],
    trackerAccount: 'tracker-1',
  };

  it.each([
    ['a phone of the first', 'findByPhone', '+380500000001'],
    ['a phone that only the second has', 'findByPhone', '+380500000007'],
    ['the e-mail', 'findByEmail', 'Employee-1@example.test'],
  ] as const)('is one person by %s, completed by the second', async (_, question, value) => {
    expect(await open().joined[question](value)).toEqual({ kind: 'one', entry: whole });
  });

  it('is found by the tracker account that only the second has', async () => {
    expect(await open().joined.findByTrackerAccount('tracker-1')).toEqual({ kind: 'found', entry: whole });
  });

  it('has the id of the first alone', async () => {
    const { joined } = open();
    expect(await joined.findById('hr-1')).toEqual({ kind: 'found', entry: whole });
    expect(await joined.findById('account-1')).toEqual({ kind: 'none' });
  });

  it('is in every team that a source names, once', async () => {
    const { joined } = open();
    expect(await joined.listTeam('network')).toEqual({ kind: 'listed', entries: [whole] });
    expect(await joined.listTeam('repair')).toEqual({ kind: 'listed', entries: [whole] });
  });

  it('leaves every team when the account is disabled, and no team is told while a source is away', async () => {
    const { joined, second } = open();
    second.change('account-1', { active: false });
    expect(await joined.listTeam('repair')).toEqual({ kind: 'listed', entries: [] });
    second.setAway(true);
    expect(await joined.listTeam('repair')).toEqual({ kind: 'down' });
  });

  it('without an e-mail cannot be matched by one, and so may not work', async () => {
    const joined = joinDirectories({
      sources: [createFakeDirectory([{ ...hr, email: null }]), createFakeDirectory([account])],
      match: 'email',
    });
    expect(await joined.findById('hr-1')).toMatchObject({ kind: 'found', entry: { active: false } });
  });

  it('never takes the place of another person of the same id', async () => {
    const stranger = aDirectoryEntry(9, { employeeId: 'hr-1' });
    const sources = [createFakeDirectory([hr]), createFakeDirectory([account, stranger])];
    const joined = joinDirectories({ sources, match: 'email' });
    expect(await joined.findByPhone('+380500000009')).toEqual({ kind: 'several' });
    expect(await joined.findById('hr-1')).toEqual({ kind: 'found', entry: whole });
  });

  it('is asked for in each source under the id that it has there', async () => {
    const { joined, first, second } = open();
    expect(await joined.confirmActive('hr-1')).toEqual({ kind: 'enabled' });
    second.disableAtOnce('account-1');
    expect(await joined.confirmActive('hr-1')).toEqual({ kind: 'disabled' });
    first.setAway(true);
    expect(await joined.confirmActive('hr-1')).toEqual({ kind: 'unknown' });
  });
});

test('the snapshot of several sources is as old as the oldest, and none until all have one', () => {
  const at = (moment: number) => createFakeDirectory([person], () => moment);
  const join = (...sources: readonly ReturnType<typeof at>[]) => joinDirectories({ sources, match: 'email' });
  expect(join(at(20), at(10)).snapshotAt()).toBe(10);
  expect(join(at(20), createFakeDirectory([])).snapshotAt()).toBeNull();
});
