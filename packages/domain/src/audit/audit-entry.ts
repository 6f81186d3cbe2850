/** Everything the desk keeps a record of. */
export const auditActs = [
  'signed-in',
  'sign-in-refused',
  'signed-out',
  'session-ended',
  'draft-discarded',
  'ticket-accepted',
  'ticket-filed',
  'ticket-adopted',
  'ticket-refused',
  'ticket-assigned',
  'ticket-unassigned',
  'assignment-declined',
  'ticket-taken',
  'ticket-moved',
  'reminded',
  'ticket-reassigned',
  'ticket-read',
  'ticket-closed-as-duplicate',
  'ticket-prioritised',
  'ticket-transferred',
  'comment-added',
  'comment-edited',
  'participant-added',
  'consultation-opened',
  'consultation-joined',
  'consultation-mirrored',
  'consultation-closed',
  'comment-relayed',
  'file-relayed',
  'consultation-requested',
  'consultation-offered',
  'offer-accepted',
  'offer-declined',
  'offer-missed',
  'offer-withdrawn',
  'consultation-handed-over',
  'consultation-ended',
  'consultation-cancelled',
  'consultation-abandoned',
  'consultation-raised',
  'consultation-rated',
  'consultation-opened',
  'consultation-joined',
  'consultation-documented',
  'workload-corrected',
  'duty-changed',
  'shift-ended-by-supervisor',
  'report-exported',
  'queue-read',
  'button-forged',
  'access-refused',
  'rate-limited',
  'update-dead-lettered',
  'delivery-parked',
  'chat-blocked',
  'integration-failed',
  'binding-created',
  'binding-released',
  'binding-linked',
  'sessions-revoked',
  'settings-changed',
  'configuration-changed',
  'key-rotated',
  'person-erased',
] as const;

export type AuditAct = (typeof auditActs)[number];

export type AuditActor =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'service' }
  | { readonly kind: 'operator'; readonly name: string };

export interface AuditObject {
  readonly kind: 'ticket' | 'session' | 'sign-in' | 'person' | 'team' | 'update' | 'configuration' | 'consultation';
  readonly id: string;
}

/** Who did what, on what, with what outcome, when. Ids and codes alone: never a text, a name of an employee or a phone. */
export interface AuditEntry {
  readonly act: AuditAct;
  readonly actor: AuditActor;
  readonly on: AuditObject | null;
  readonly outcome: 'done' | 'refused' | 'failed';
  /** A code, never a text. */
  readonly reason: string | null;
  readonly at: number;
}
