import type { Role } from '@desk/domain';

/** A person as the company's directory describes them. */
export interface DirectoryEntry {
  readonly employeeId: string;
  readonly displayName: string;
  readonly position: string;
  readonly department: string;
  /** E.164, each valid and each once. */
  readonly phones: readonly string[];
  readonly email: string | null;
  /** False: dismissed, suspended or on a long leave; such a person may not sign in. */
  readonly active: boolean;
  readonly role: Role;
  readonly teams: readonly string[];
  /** Cloud's `accountId` or Data Center's username, where the directory knows it. */
  readonly trackerAccount: string | null;
}

/** No answer that may be trusted: the source is away and its last snapshot is too old, or there never was one. */
export interface DirectoryDown {
  readonly kind: 'down';
}

/** Who works here. Inactive people are found as well: refusing them is the asker's decision. */
export interface Directory {
  /** `several`: the number belongs to more than one person, which nobody but an operator can decide. */
  findByPhone(
    phoneE164: string,
  ): Promise<
    | { readonly kind: 'one'; readonly entry: DirectoryEntry }
    | { readonly kind: 'none' }
    | { readonly kind: 'several' }
    | DirectoryDown
  >;
  /** In any case of letters. `several`: a shared address, which is nobody's. */
  findByEmail(
    email: string,
  ): Promise<
    | { readonly kind: 'one'; readonly entry: DirectoryEntry }
    | { readonly kind: 'none' }
    | { readonly kind: 'several' }
    | DirectoryDown
  >;
  findById(
    employeeId: string,
  ): Promise<{ readonly kind: 'found'; readonly entry: DirectoryEntry } | { readonly kind: 'none' } | DirectoryDown>;
  /** Everybody whose name has all of these words in it, in any case and order; at most 20, by employee id. */
  listNamed(
    words: string,
  ): Promise<{ readonly kind: 'listed'; readonly entries: readonly DirectoryEntry[] } | DirectoryDown>;
  /** The active specialists and supervisors of a team, by employee id. */
  listTeam(
    team: string,
  ): Promise<{ readonly kind: 'listed'; readonly entries: readonly DirectoryEntry[] } | DirectoryDown>;
  /** The one person who holds this tracker account; the account is compared exactly. */
  findByTrackerAccount(
    account: string,
  ): Promise<{ readonly kind: 'found'; readonly entry: DirectoryEntry } | { readonly kind: 'none' } | DirectoryDown>;
  /**
   * Asks the source itself, at this moment, whether the account of this person is still enabled. `unknown`: it cannot
   * be asked, or did not answer in time; then what was found before counts.
   */
  confirmActive(employeeId: string): Promise<{ readonly kind: 'enabled' | 'disabled' | 'unknown' }>;
  /** When the source last answered, epoch milliseconds; null before the first time. */
  snapshotAt(): number | null;
}
