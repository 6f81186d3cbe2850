import type { ConsultationFigures, ConsultationLine, ConsultationScreen } from '../../../ports/consultation-screen.ts';
import type { TicketLine } from '../../../ports/ticket-screen.ts';
import type { lineRenderers } from './render-consultation.ts';

/** Monday, 23 November 2026, 14:00 in Kyiv. */
const now = Date.UTC(2026, 10, 23, 12, 0);
const minute = 60_000;
const number = 'SD-128';

const ticket: TicketLine = {
  ...{ number, typeTitle: { uk: 'Програми', en: 'Programs' }, status: 'in-progress', priority: 'critical' },
  ...{ createdAt: now - 5 * minute, dueAt: null, summary: 'Не відкривається програма, звіт до 15:00' },
};

const line: ConsultationLine = {
  ...{ number, name: 'Олена Коваль', specialistName: 'Ірина Бондар', priority: 'high' },
  ...{ since: now - 4 * minute, state: 'talking' },
};

export const figures: ConsultationFigures = {
  ...{ requested: 14, held: 12, left: 2 },
  wait: { medianMinutes: 1, p90Minutes: 6 },
  duration: { medianMinutes: 9, p90Minutes: 24 },
  rating: { mean: 4.6, count: 10 },
};

export const noFigures: ConsultationFigures = {
  ...{ requested: 0, held: 0, left: 0 },
  ...{ wait: null, duration: null, rating: null },
};

/** One example of every screen about the line, offers and supervision. */
export const lineExamples: {
  readonly [Kind in keyof typeof lineRenderers]: Extract<ConsultationScreen, { readonly kind: Kind }>;
} = {
  'waiting-in-line': {
    ...{ kind: 'waiting-in-line', number, reason: 'all-busy', place: 3 },
    ...{ range: { fromMinutes: 6, toMinutes: 10 }, wentAhead: 'critical', nextWorkingAt: null },
  },
  'callback-kept': { kind: 'callback-kept', number, until: now + 4 * 60 * minute },
  'somebody-there': { kind: 'somebody-there', number, until: now + 4 * 60 * minute },
  'place-kept': { kind: 'place-kept', number: null, until: now + 4 * 60 * minute },
  'callback-expired': { kind: 'callback-expired', number },
  'looking-again': { kind: 'looking-again', number },
  'request-cancelled': { kind: 'request-cancelled', number, cause: 'by-supervisor' },
  'already-in-line': { kind: 'already-in-line', number: null },
  offer: {
    ...{ kind: 'offer', ticket, name: 'Олена Коваль', waitedMinutes: 2, until: now + minute },
    handover: { name: 'Андрій Мельник', summary: 'Перевірено кабель і порт.' },
  },
  'offer-over': { kind: 'offer-over', number, end: 'missed', onBreak: true },
  'take-over-asked': { kind: 'take-over-asked', number, assigneeName: 'Андрій Мельник' },
  'taken-over': { kind: 'taken-over', number },
  'consultation-alert': {
    ...{ kind: 'consultation-alert', number, what: 'low-rating', waitedMinutes: 0 },
    ...{ stars: 1, comment: 'Не допомогли' },
  },
  'consultation-list': {
    ...{ kind: 'consultation-list', waiting: [{ ...line, specialistName: null, state: 'waiting' }], live: [line] },
    ...{ totals: { waiting: 9, live: 1 }, page: 0, pages: 2 },
  },
  'consultation-details': { kind: 'consultation-details', line },
  'own-figures': { kind: 'own-figures', days: 7, figures },
};
