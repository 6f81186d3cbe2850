import type { Directory, DirectoryDown, DirectoryEntry } from '../../ports/directory.ts';
import { highestRole } from './highest-role.ts';

export interface JoinedDirectoryOptions {
  /** In order of rank: the first that knows a person says who they are. */
  readonly sources: readonly Directory[];
  /** By what one person is found again in another source. */
  readonly match: 'employee-id' | 'email';
}

type One = { readonly kind: 'one'; readonly entry: DirectoryEntry };
type Nobody = { readonly kind: 'none' } | { readonly kind: 'several' };
export type Answer = One | Nobody | DirectoryDown;

/** A person as one source has them: `rank` is its place among the sources. */
interface Sighting {
  readonly entry: DirectoryEntry;
  readonly rank: number;
}

export const down: DirectoryDown = { kind: 'down' };

/** Finds one person in several sources, and what they say of them together. */
export function recognisePeople({ sources, match }: JoinedDirectoryOptions) {
  /** The same person in another source. */
  async function again(entry: DirectoryEntry, source: Directory): Promise<Answer> {
    if (match === 'email') return entry.email === null ? { kind: 'none' } : source.findByEmail(entry.email);
    const found = await source.findById(entry.employeeId);
    return found.kind === 'found' ? { kind: 'one', entry: found.entry } : found;
  }

  /** The source of the highest rank that knows this person. */
  async function originOf(seen: Sighting): Promise<({ readonly kind: 'origin' } & Sighting) | Nobody | DirectoryDown> {
    for (const [rank, source] of sources.slice(0, seen.rank).entries()) {
      const found = await again(seen.entry, source);
      if (found.kind === 'one') return { kind: 'origin', entry: found.entry, rank };
      if (found.kind !== 'none') return found;
      // Ids are each source's own where people are matched by e-mail: one that two people have is nobody's.
      if (match === 'email' && (await source.findById(seen.entry.employeeId)).kind !== 'none')
        return { kind: 'several' };
    }
    return { kind: 'origin', ...seen };
  }

  async function resolve(seen: Sighting): Promise<Answer> {
    const origin = await originOf(seen);
    if (origin.kind !== 'origin') return origin;
    const { entry, rank } = origin;
    const others = await Promise.all(sources.slice(rank + 1).map((source) => again(entry, source)));
    const agreeing = others.flatMap((other) => (other.kind === 'one' ? [other.entry] : []));
    const refused = others.some((other) => other.kind === 'none' || other.kind === 'several');
    const active = entry.active && !refused && agreeing.every((other) => other.active);
    if (active && others.some((other) => other.kind === 'down')) return down;
    return { kind: 'one', entry: { ...complete(entry, agreeing), active } };
  }

  async function firstThatKnows(ask: (source: Directory) => Promise<Answer>): Promise<Answer> {
    for (const [rank, source] of sources.entries()) {
      const found = await ask(source);
      if (found.kind === 'one') return resolve({ entry: found.entry, rank });
      if (found.kind !== 'none') return found;
    }
    return { kind: 'none' };
  }

  return { again, resolve, firstThatKnows };
}

/** What the first source leaves empty, later ones give; rights come from all of them. */
function complete(entry: DirectoryEntry, others: readonly DirectoryEntry[]): DirectoryEntry {
  const all = [entry, ...others];
  return {
    ...entry,
    position: all.find(({ position }) => position !== '')?.position ?? '',
    department: all.find(({ department }) => department !== '')?.department ?? '',
    email: all.find(({ email }) => email !== null)?.email ?? null,
    phones: [...new Set(all.flatMap(({ phones }) => phones))],
    role: highestRole(all.map(({ role }) => role)),
    // A team counts where the same source gives a role in it: that is what each source's list of a team goes by.
    teams: [...new Set(all.filter(({ role }) => role !== 'employee').flatMap(({ teams }) => teams))],
    trackerAccount: all.find(({ trackerAccount }) => trackerAccount !== null)?.trackerAccount ?? null,
  };
}
