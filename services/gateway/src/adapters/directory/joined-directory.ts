import type { Directory, DirectoryEntry } from '../../ports/directory.ts';
import { type Answer, down, type JoinedDirectoryOptions, recognisePeople } from './recognise-people.ts';

const namedMax = 20;

/**
 * Several sources as one. Who somebody is, the first source says that knows them; that they may work, every later
 * source must agree to, and absent there is as good as disabled. Whoever is disabled is so whatever else is away;
 * otherwise a source that is away leaves the answer open, because nobody is let in on half of the facts.
 */
export function joinDirectories(options: JoinedDirectoryOptions): Directory {
  const { sources } = options;
  const { again, resolve, firstThatKnows } = recognisePeople(options);

  async function findById(employeeId: string): ReturnType<Directory['findById']> {
    const found = await firstThatKnows(async (source) => asOne(await source.findById(employeeId)));
    if (found.kind === 'several') return { kind: 'none' };
    // Known under this id to one source, and under another to a source of higher rank, whose id counts.
    if (found.kind === 'one' && found.entry.employeeId !== employeeId) return { kind: 'none' };
    return found.kind === 'one' ? { kind: 'found', entry: found.entry } : found;
  }

  return {
    findById,
    findByPhone: (phone) => firstThatKnows((source) => source.findByPhone(phone)),
    findByEmail: (email) => firstThatKnows((source) => source.findByEmail(email)),
    async findByTrackerAccount(account) {
      const found = await firstThatKnows(async (source) => asOne(await source.findByTrackerAccount(account)));
      if (found.kind === 'several') return { kind: 'none' };
      return found.kind === 'one' ? { kind: 'found', entry: found.entry } : found;
    },
    async listNamed(words) {
      const people = new Map<string, DirectoryEntry>();
      for (const [rank, source] of sources.entries()) {
        const listed = await source.listNamed(words);
        if (listed.kind === 'down') return down;
        const resolved = await Promise.all(listed.entries.map((entry) => resolve({ entry, rank })));
        if (resolved.some(({ kind }) => kind === 'down')) return down;
        for (const found of resolved) if (found.kind === 'one') people.set(found.entry.employeeId, found.entry);
      }
      const entries = [...people.values()].toSorted((left, right) => (left.employeeId < right.employeeId ? -1 : 1));
      return { kind: 'listed', entries: entries.slice(0, namedMax) };
    },
    async listTeam(team) {
      const members = new Map<string, DirectoryEntry>();
      for (const [rank, source] of sources.entries()) {
        const listed = await source.listTeam(team);
        if (listed.kind === 'down') return down;
        const resolved = await Promise.all(listed.entries.map((entry) => resolve({ entry, rank })));
        if (resolved.some(({ kind }) => kind === 'down')) return down;
        for (const found of resolved) if (found.kind === 'one') members.set(found.entry.employeeId, found.entry);
      }
      const serving = [...members.values()].filter((entry) => entry.active && entry.role !== 'employee');
      return {
        kind: 'listed',
        entries: serving.toSorted((left, right) => (left.employeeId < right.employeeId ? -1 : 1)),
      };
    },
    async confirmActive(employeeId) {
      const found = await findById(employeeId);
      if (found.kind !== 'found') return { kind: 'unknown' };
      const answers = await Promise.all(
        sources.map(async (source) => {
          const person = await again(found.entry, source);
          return person.kind === 'one' ? (await source.confirmActive(person.entry.employeeId)).kind : 'unknown';
        }),
      );
      if (answers.includes('disabled')) return { kind: 'disabled' };
      return { kind: answers.includes('enabled') ? 'enabled' : 'unknown' };
    },
    snapshotAt() {
      const moments = sources.map((source) => source.snapshotAt());
      return moments.some((at) => at === null) ? null : Math.min(...moments.flatMap((at) => at ?? []));
    },
  };
}

function asOne(found: Awaited<ReturnType<Directory['findById']>>): Answer {
  return found.kind === 'found' ? { kind: 'one', entry: found.entry } : found;
}
