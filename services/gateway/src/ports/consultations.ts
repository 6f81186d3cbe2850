import type { AuditEntry } from '@desk/domain';

/** An online consultation as the gateway knows of it: no word that was said. */
export interface Consultation {
  readonly id: string;
  /** Of its ticket. */
  readonly number: string;
  /** Who asked for it. */
  readonly employeeId: string;
  /** Who took part on the other side, the earliest first. */
  readonly specialistIds: readonly string[];
  readonly grant: { readonly id: string; readonly expiresAt: number };
  /** What its closing comment surely says; null before the first: until then it may be mirrored. */
  readonly closedRevision: number | null;
}

export type NewConsultation = Pick<Consultation, 'id' | 'number' | 'employeeId' | 'grant'> & { readonly at: number };

/** A ticket has no more of them at a time whose grant is good. */
export const openPerTicketMax = 50;
export const specialistsPerConsultationMax = 50;

/** What a grant is used for. The same `id` counts once, with what it was said to be last. */
export interface Spending {
  readonly id: string;
  readonly messages: number;
  readonly bytes: number;
}

export interface Consultations {
  /** A new row with its entry, or the one that exists, whoever's it is. `full`: the ticket has 50 that are open. */
  open(
    consultation: NewConsultation,
    audit: AuditEntry,
  ): Promise<{ readonly kind: 'opened'; readonly consultation: Consultation } | { readonly kind: 'full' }>;
  find(id: string): Promise<Consultation | null>;
  findByGrant(grantId: string): Promise<Consultation | null>;
  /** Once, with the entry. `full`: 50 have joined. */
  join(
    id: string,
    specialist: { readonly employeeId: string; readonly at: number },
    audit: AuditEntry,
  ): Promise<'joined' | 'full'>;
  /** Employee ids of those who were ever consulted about a ticket. */
  listConsulted(number: string): Promise<readonly string[]>;
  /** `used-up`: it would be more than these; nothing is counted then. */
  spend(id: string, spending: Spending, most: Pick<Spending, 'messages' | 'bytes'>): Promise<'spent' | 'used-up'>;
  /** The closing comment says this revision, unless it says a later one: the grant ends at `expiresAt` at the latest. */
  close(id: string, closing: { readonly revision: number; readonly expiresAt: number }): Promise<void>;
}
