import type { SigningKey } from '@desk/crypto';

export type Zone = 'dmz' | 'internal';

/** Rows that one key seals, or proves. */
export interface SealedCount {
  readonly folder: 'sealing' | 'phones';
  readonly kid: string;
  /** Such as `inbox`. */
  readonly what: string;
  readonly rows: number;
}

/** What the other zone says to a request signed by a key. */
export type PeerVerdict = 'accepted' | 'refused' | 'away' | 'not-asked';

/** The keys of one zone, with what its commands ask around them. Opened for one command and closed after it. */
export interface KeyDesk {
  /** KEYS_DIR. */
  readonly dir: string;
  /** Every key that still seals something, with how much. Null: there is no database to ask. */
  countSealed(): Promise<readonly SealedCount[] | null>;
  tryAtPeer(key: SigningKey): Promise<PeerVerdict>;
  /** The file that holds the secret of this zone's webhook; null: it is in none, or there is no such secret here. */
  readonly webhookSecretFile: string | null;
  close(): Promise<void>;
}

/** `refused`: lines that say what is missing. */
export type OpenedKeyDesk =
  | { readonly kind: 'opened'; readonly desk: KeyDesk }
  | { readonly kind: 'refused'; readonly lines: readonly string[] };

export type OpenKeyDesk = () => Promise<OpenedKeyDesk>;
