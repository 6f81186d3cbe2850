import type { Consultation, Side } from '@desk/domain';
import type { StoredConsultation, StoredDialogue } from '../../ports/consultations.ts';
import type { EmployeeDesk } from '../employee-desk.ts';

/** Everything that live dialogues rest on; each use case takes from it what it needs. */
export type DialogueDesk = Pick<
  EmployeeDesk,
  | 'people'
  | 'tickets'
  | 'ticketMessages'
  | 'cards'
  | 'kept'
  | 'ids'
  | 'policy'
  | 'consultations'
  | 'chatMessages'
  | 'unaddressed'
>;

/** Two people talking, as they are stored. */
export interface LiveDialogue extends StoredConsultation {
  readonly consultation: Extract<Consultation, { readonly state: 'active' | 'transferring' }>;
  /** Where the two are reached, where that was read along. */
  readonly chats?: StoredDialogue['chats'];
  /** Whether the one on the other side talks in this one alone, likewise. */
  readonly isOnlyOfOther?: StoredDialogue['isOnlyOfOther'];
}

/** Null where nobody talks (any more). */
export function asLive(stored: StoredConsultation | StoredDialogue | null): LiveDialogue | null {
  if (stored === null) return null;
  const { consultation } = stored;
  return consultation.state === 'active' || consultation.state === 'transferring' ? { ...stored, consultation } : null;
}

export function otherSide(side: Side): Side {
  return side === 'employee' ? 'specialist' : 'employee';
}

/** On which side of a dialogue somebody is; null for whoever is not in it. */
export function sideOf({ consultation }: LiveDialogue, personId: string): Side | null {
  if (consultation.employeeId === personId) return 'employee';
  return consultation.dialogue.specialistId === personId ? 'specialist' : null;
}

/** The one on the other side. */
export function otherOf({ consultation }: LiveDialogue, side: Side): string {
  return side === 'employee' ? consultation.dialogue.specialistId : consultation.employeeId;
}
