import type { AuditAct } from './audit-events.table.ts';

export type AuditActor =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'service' }
  | { readonly kind: 'operator'; readonly name: string };

export interface AuditObject {
  readonly kind:
    | 'ticket'
    | 'session'
    | 'sign-in'
    | 'person'
    | 'team'
    | 'update'
    | 'configuration'
    | 'consultation'
    | 'audit-log';
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
