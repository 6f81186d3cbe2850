import type { Consultations, StoredConsultation } from '../../ports/consultations.ts';
import type { SignedInTurn } from '../turn.ts';
import { isOver } from './is-over.ts';

/** The request of whoever presses, while it is not over; null for one that is, or is somebody else's. */
export async function findOwn(
  { consultations }: { readonly consultations: Consultations },
  { person }: SignedInTurn,
  consultationId: string,
): Promise<StoredConsultation | null> {
  const stored = await consultations.findById(consultationId);
  if (stored === null || stored.consultation.employeeId !== person.id || isOver(stored.consultation)) return null;
  return stored;
}
