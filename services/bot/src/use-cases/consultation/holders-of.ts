import type { Consultation } from '@desk/domain';

/** Whose slots it takes: of whoever was asked, and of whoever talks. */
export function holdersOf(consultation: Consultation): readonly string[] {
  switch (consultation.state) {
    case 'offered':
      return [consultation.offer.personId];
    case 'active':
      return [consultation.dialogue.specialistId];
    case 'transferring':
      return [consultation.dialogue.specialistId, consultation.offer.personId];
    case 'requested':
    case 'waiting':
    case 'callback':
    case 'ended':
    case 'rated':
    case 'cancelled':
    case 'abandoned':
      return [];
  }
}
