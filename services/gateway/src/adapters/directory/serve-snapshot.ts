import type { Directory, DirectoryEntry } from '../../ports/directory.ts';
import type { DirectorySnapshot } from './directory-snapshot.ts';

/** The last good snapshot of a source. */
export interface KeptSnapshot {
  readonly snapshot: DirectorySnapshot;
  /** When the source last confirmed it, epoch milliseconds. */
  readonly confirmedAt: number;
}

export interface ServeSnapshotOptions {
  /** Brings the snapshot up to date where it is due, and never throws: a source that is away leaves it as it is. */
  readonly refresh: () => Promise<void>;
  readonly kept: () => KeptSnapshot | null;
  /** A snapshot that its source has not confirmed for so long no longer counts. */
  readonly staleAfterMs: number;
  readonly now: () => number;
  /** Where a source can be asked about one person at once; without it the snapshot is all there is. */
  readonly confirmActive?: Directory['confirmActive'];
}

/** A directory that answers from a snapshot, as long as the snapshot may be trusted. */
export function serveSnapshot(options: ServeSnapshotOptions): Directory {
  const { refresh, kept, staleAfterMs, now, confirmActive = async () => ({ kind: 'unknown' }) } = options;

  async function trusted(): Promise<DirectorySnapshot | null> {
    await refresh();
    const last = kept();
    return last && now() - last.confirmedAt <= staleAfterMs ? last.snapshot : null;
  }

  return {
    async findByPhone(phoneE164) {
      const snapshot = await trusted();
      return snapshot ? only(snapshot.byPhone(phoneE164)) : { kind: 'down' };
    },
    async findByEmail(email) {
      const snapshot = await trusted();
      return snapshot ? only(snapshot.byEmail(email)) : { kind: 'down' };
    },
    async findById(employeeId) {
      const snapshot = await trusted();
      if (!snapshot) return { kind: 'down' };
      const entry = snapshot.byId(employeeId);
      return entry ? { kind: 'found', entry } : { kind: 'none' };
    },
    async findByTrackerAccount(account) {
      const snapshot = await trusted();
      if (!snapshot) return { kind: 'down' };
      const entry = snapshot.byTrackerAccount(account);
      return entry ? { kind: 'found', entry } : { kind: 'none' };
    },
    async listNamed(words) {
      const snapshot = await trusted();
      return snapshot ? { kind: 'listed', entries: snapshot.named(words) } : { kind: 'down' };
    },
    async listTeam(team) {
      const snapshot = await trusted();
      return snapshot ? { kind: 'listed', entries: snapshot.ofTeam(team) } : { kind: 'down' };
    },
    confirmActive,
    snapshotAt: () => kept()?.confirmedAt ?? null,
  };
}

function only(found: readonly DirectoryEntry[]) {
  const [entry, ...others] = found;
  if (!entry) return { kind: 'none' } as const;
  return others.length > 0 ? ({ kind: 'several' } as const) : ({ kind: 'one', entry } as const);
}
