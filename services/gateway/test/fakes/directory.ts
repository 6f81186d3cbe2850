import type { Directory, DirectoryEntry } from '../../src/ports/directory.ts';

export interface FakeDirectory extends Directory {
  /** Replaces everybody. */
  employ(entries: readonly DirectoryEntry[]): void;
  /** Changes one person, as HR would. */
  change(employeeId: string, change: Partial<DirectoryEntry>): void;
  /** Disables an account of which no list tells yet. */
  disableAtOnce(employeeId: string): void;
  /** While away, every question is answered `down`. */
  setAway(away: boolean): void;
}

/** A directory in memory. `now` gives `snapshotAt` its value. */
export function createFakeDirectory(entries: readonly DirectoryEntry[], now: () => number = () => 0): FakeDirectory {
  let people = [...entries];
  const disabled = new Set<string>();
  let away = false;
  let snapshotAt: number | null = people.length > 0 ? now() : null;

  const all = (): readonly DirectoryEntry[] | null => (away ? null : people);

  return {
    employ(replacement) {
      people = [...replacement];
      snapshotAt = now();
    },
    change(employeeId, change) {
      people = people.map((entry) => (entry.employeeId === employeeId ? { ...entry, ...change } : entry));
      snapshotAt = now();
    },
    disableAtOnce(employeeId) {
      disabled.add(employeeId);
    },
    setAway(value) {
      away = value;
    },
    async findByPhone(phoneE164) {
      return oneOf(all()?.filter((entry) => entry.phones.includes(phoneE164)));
    },
    async findByEmail(email) {
      return oneOf(all()?.filter((entry) => entry.email?.toLowerCase() === email.toLowerCase()));
    },
    async findById(employeeId) {
      return only(all()?.filter((entry) => entry.employeeId === employeeId));
    },
    async findByTrackerAccount(account) {
      return only(all()?.filter((entry) => entry.trackerAccount === account));
    },
    async listNamed(words) {
      const parts = words.toLowerCase().split(/\s+/);
      const found = all()?.filter(({ displayName }) => parts.every((part) => displayName.toLowerCase().includes(part)));
      return found ? { kind: 'listed', entries: found.slice(0, 20) } : { kind: 'down' };
    },
    async listTeam(team) {
      const found = all()?.filter((entry) => entry.active && entry.role !== 'employee' && entry.teams.includes(team));
      if (!found) return { kind: 'down' };
      return {
        kind: 'listed',
        entries: found.toSorted((left, right) => (left.employeeId < right.employeeId ? -1 : 1)),
      };
    },
    async confirmActive(employeeId) {
      if (away) return { kind: 'unknown' };
      return { kind: disabled.has(employeeId) ? 'disabled' : 'enabled' };
    },
    snapshotAt: () => snapshotAt,
  };
}

function oneOf(found: readonly DirectoryEntry[] | undefined) {
  if (!found) return { kind: 'down' } as const;
  const [entry, ...others] = found;
  if (!entry) return { kind: 'none' } as const;
  return others.length > 0 ? ({ kind: 'several' } as const) : ({ kind: 'one', entry } as const);
}

function only(
  found: readonly DirectoryEntry[] | undefined,
): { readonly kind: 'found'; readonly entry: DirectoryEntry } | { readonly kind: 'none' } | { readonly kind: 'down' } {
  if (!found) return { kind: 'down' };
  const [entry, ...others] = found;
  return entry && others.length === 0 ? { kind: 'found', entry } : { kind: 'none' };
}

/** A person with a clearly fictitious number; `number` 1 gives +380500000001. */
export function aDirectoryEntry(number: number, change: Partial<DirectoryEntry> = {}): DirectoryEntry {
  return {
    employeeId: `e-${number}`,
    displayName: `Employee ${number}`,
    position: 'Engineer',
    department: 'Sales',
    phones: [`+38050${String(number).padStart(7, '0')}`],
    email: `employee-${number}@example.test`,
    active: true,
    role: 'employee',
    teams: [],
    trackerAccount: null,
    ...change,
  };
}
