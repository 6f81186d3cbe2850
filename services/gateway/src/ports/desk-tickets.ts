import type { AuditEntry } from '@desk/domain';

export interface Requester {
  readonly employeeId: string;
  readonly displayName: string;
  readonly department: string;
  readonly trackerAccount: string | null;
}

/** How far a filing has come. Each step is stored before the tracker is asked for the next. */
export type FilingStep =
  /** The tracker has not been asked. */
  | { readonly kind: 'intended' }
  /** The tracker was asked and may have answered: look before asking again. */
  | { readonly kind: 'creating'; readonly attemptedAt: number; readonly lookups: number }
  | { readonly kind: 'created'; readonly number: string }
  | { readonly kind: 'filed'; readonly number: string };

export interface DeskTicketFile {
  readonly uploadId: string;
  /** `sending`: the tracker was asked and may have it. */
  readonly state: 'waiting' | 'sending' | 'attached' | 'refused';
}

/** A ticket filed through the desk: who asked for it, and where its filing stands. It holds no text. */
export interface DeskTicket {
  readonly reference: string;
  readonly requester: Requester;
  readonly bodyDigest: string;
  readonly step: FilingStep;
  readonly files: readonly DeskTicketFile[];
}

export interface FilingIntent {
  readonly reference: string;
  readonly requester: Requester;
  readonly bodyDigest: string;
  readonly uploadIds: readonly string[];
  readonly at: number;
}

export type BeginOutcome =
  | { readonly kind: 'begun'; readonly ticket: DeskTicket }
  | { readonly kind: 'another-person' }
  /** The tracker was asked for another body under this reference. */
  | { readonly kind: 'another-body' };

export interface DeskTickets {
  /** A new row, or the one that exists; a body that never reached the tracker is replaced. */
  begin(intent: FilingIntent): Promise<BeginOutcome>;
  find(reference: string): Promise<DeskTicket | null>;
  findRequester(number: string): Promise<string | null>;
  saveStep(reference: string, step: FilingStep): Promise<void>;
  saveFile(reference: string, file: DeskTicketFile): Promise<void>;
  /** Filed, for good: the requester's name is forgotten, the grant closed, the entries written, in one step. */
  finish(
    reference: string,
    filed: { readonly number: string; readonly at: number; readonly audit: readonly AuditEntry[] },
  ): Promise<void>;
}

/** Whatever has to be filed under a grant is filed by then, or never. */
export const filingGrantLivesMs = 72 * 60 * 60_000;

/** The right to file exactly one body after the session that accepted it is over. */
export interface FilingGrant {
  readonly id: string;
  readonly reference: string;
  readonly employeeId: string;
  readonly bodyDigest: string;
  readonly expiresAt: number;
}

export interface FilingGrants {
  /** One per ticket: what exists is answered, with its expiry. */
  issue(grant: FilingGrant, audit: AuditEntry): Promise<FilingGrant>;
  /** Open ones alone; expiry is the asker's question. */
  find(id: string): Promise<FilingGrant | null>;
}
