import type { ConsultationScreen } from '../../../ports/consultation-screen.ts';
import type { dialogueRenderers } from './render-dialogue.ts';

/** Monday, 23 November 2026, 14:00 in Kyiv. */
const now = Date.UTC(2026, 10, 23, 12, 0);
const minute = 60_000;
const number = 'SD-128';
const name = 'Ірина Бондар';

/** One example of every screen of a dialogue. */
export const dialogueExamples: {
  readonly [Kind in keyof typeof dialogueRenderers]: Extract<ConsultationScreen, { kind: Kind }>;
} = {
  connected: { kind: 'connected', side: 'specialist', number, name: 'Олена Коваль', dialogues: 2 },
  silence: { kind: 'silence', side: 'employee', number, you: true, endsAt: now + 2 * minute },
  'dialogue-ended': { kind: 'dialogue-ended', side: 'employee', number, end: 'by-specialist' },
  'consultation-over': { kind: 'consultation-over', number },
  'transfer-refused': { kind: 'transfer-refused', number, name, end: 'missed' },
  'handed-over': { kind: 'handed-over', number, name },
  replaced: { kind: 'replaced', number },
  'finish-or-hand-over': { kind: 'finish-or-hand-over', number, name },
  'dialogue-menu': { kind: 'dialogue-menu', number, name },
  'choose-colleague': { kind: 'choose-colleague', number, people: 3 },
  'summary-asked': { kind: 'summary-asked', number, name, charsMax: 2000 },
  'asked-colleague': { kind: 'asked-colleague', number, name, until: now + minute },
  'colleague-not-free': { kind: 'colleague-not-free', name },
  'reply-said': { kind: 'reply-said', number, text: 'Перезавантажте, будь ласка, роутер.' },
  'to-whom': { kind: 'to-whom', messages: 2 },
  'not-relayed': { kind: 'not-relayed', why: 'too-large', toReader: false },
  'not-said': { kind: 'not-said', why: 'over', preview: 'Дякую, до побачення!' },
  'delivery-doubtful': { kind: 'delivery-doubtful', number, you: true, why: 'uncertain', preview: 'Спробуйте зараз.' },
  rate: { kind: 'rate', number, name },
  rated: { kind: 'rated', number, stars: 5, commented: false },
  'rating-comment-asked': { kind: 'rating-comment-asked', number },
};
