import { describe, expect, test } from 'vitest';
import type { Directory, DirectoryEntry } from '../../src/ports/directory.ts';
import { aDirectoryEntry } from '../fakes/directory.ts';

/** One directory and the hand that changes what stands behind it. */
export interface DirectoryUnderTest {
  readonly directory: Directory;
  /** Replaces everybody, and returns when the directory may be expected to know. */
  employ(entries: readonly DirectoryEntry[]): Promise<void>;
  /** Takes the source away and lets its last snapshot grow too old. */
  goAway(): Promise<void>;
  close(): Promise<void>;
}

/** What every directory keeps to, whatever stands behind it. */
export function describeDirectory(name: string, open: () => Promise<DirectoryUnderTest>): void {
  async function withPeople(
    entries: readonly DirectoryEntry[],
    use: (directory: Directory, under: DirectoryUnderTest) => Promise<void>,
  ): Promise<void> {
    const under = await open();
    try {
      await under.employ(entries);
      await use(under.directory, under);
    } finally {
      await under.close();
    }
  }

  describe(`directory: ${name}`, () => {
    test('a phone leads to its one person with all that is known', async () => {
      const entry = aDirectoryEntry(1, {
        role: 'specialist',
        teams: ['network', 'repair'],
        trackerAccount: 'account-1',
      });
      await withPeople([entry, aDirectoryEntry(2)], async (directory) => {
        expect(await directory.findByPhone('+380500000001')).toEqual({ kind: 'one', entry });
      });
    });

    test('an e-mail in any case leads to its one person, a shared one to nobody', async () => {
      const shared = { email: 'Desk@Example.test' };
      const people = [aDirectoryEntry(1), aDirectoryEntry(2, shared), aDirectoryEntry(3, shared)];
      await withPeople(people, async (directory) => {
        expect(await directory.findByEmail('EMPLOYEE-1@example.test')).toEqual({ kind: 'one', entry: people[0] });
        expect(await directory.findByEmail('desk@example.test')).toEqual({ kind: 'several' });
        expect(await directory.findByEmail('nobody@example.test')).toEqual({ kind: 'none' });
      });
    });

    test('an unknown phone is nobody', async () => {
      await withPeople([aDirectoryEntry(1)], async (directory) => {
        expect(await directory.findByPhone('+380500000009')).toEqual({ kind: 'none' });
      });
    });

    test('a second phone of a person leads to the same person', async () => {
      const entry = aDirectoryEntry(1, { phones: ['+380500000001', '+380500000007'] });
      await withPeople([entry], async (directory) => {
        expect(await directory.findByPhone('+380500000007')).toEqual({ kind: 'one', entry });
      });
    });

    test('a phone of two people is ambiguous, even when one of them is inactive', async () => {
      const phones = ['+380500000001'];
      await withPeople([aDirectoryEntry(1), aDirectoryEntry(2, { phones, active: false })], async (directory) => {
        expect(await directory.findByPhone('+380500000001')).toEqual({ kind: 'several' });
      });
    });

    test('an inactive person is found and marked as such', async () => {
      await withPeople([aDirectoryEntry(1, { active: false })], async (directory) => {
        expect(await directory.findByPhone('+380500000001')).toMatchObject({ kind: 'one', entry: { active: false } });
      });
    });

    test('an id leads to its person, an unknown id to nobody', async () => {
      const entry = aDirectoryEntry(1, { email: null });
      await withPeople([entry], async (directory) => {
        expect(await directory.findById('e-1')).toEqual({ kind: 'found', entry });
        expect(await directory.findById('e-2')).toEqual({ kind: 'none' });
      });
    });

    test('a tracker account leads to its one holder, and to nobody when two hold it', async () => {
      const holder = aDirectoryEntry(1, { trackerAccount: 'account-1' });
      const shared = { trackerAccount: 'shared' };
      await withPeople([holder, aDirectoryEntry(2, shared), aDirectoryEntry(3, shared)], async (directory) => {
        expect(await directory.findByTrackerAccount('account-1')).toEqual({ kind: 'found', entry: holder });
        expect(await directory.findByTrackerAccount('ACCOUNT-1')).toEqual({ kind: 'none' });
        expect(await directory.findByTrackerAccount('shared')).toEqual({ kind: 'none' });
      });
    });

    test('a team lists its active specialists and supervisors by id, and no one else', async () => {
      const teams = ['network'];
      const people = [
        aDirectoryEntry(4, { teams, role: 'supervisor' }),
        aDirectoryEntry(1, { teams, role: 'specialist' }),
        aDirectoryEntry(2, { teams, role: 'employee' }),
        aDirectoryEntry(3, { teams, role: 'specialist', active: false }),
        aDirectoryEntry(5, { teams: ['repair'], role: 'specialist' }),
      ];
      await withPeople(people, async (directory) => {
        const listed = await directory.listTeam('network');
        expect(listed.kind === 'listed' && listed.entries.map((entry) => entry.employeeId)).toEqual(['e-1', 'e-4']);
      });
    });

    test('a change of the source is seen', async () => {
      await withPeople([aDirectoryEntry(1)], async (directory, under) => {
        expect(await directory.findById('e-1')).toMatchObject({ kind: 'found', entry: { active: true } });
        await under.employ([aDirectoryEntry(1, { active: false })]);
        expect(await directory.findById('e-1')).toMatchObject({ kind: 'found', entry: { active: false } });
      });
    });

    test('a source that is away too long answers nothing, rather than nobody', async () => {
      await withPeople([aDirectoryEntry(1)], async (directory, under) => {
        expect(directory.snapshotAt()).not.toBeNull();
        await under.goAway();
        expect(await directory.findByPhone('+380500000001')).toEqual({ kind: 'down' });
        expect(await directory.findById('e-1')).toEqual({ kind: 'down' });
        expect(await directory.findByTrackerAccount('account-1')).toEqual({ kind: 'down' });
        expect(await directory.listTeam('network')).toEqual({ kind: 'down' });
      });
    });
  });
}
