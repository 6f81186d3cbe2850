import { expect, test } from 'vitest';
import { type ConsultationSeen, consultationWrongs, judgeConsultations } from './judge-consultations.ts';

const right: ConsultationSeen = {
  ...{ number: 'SD-1', rated: 4, stuck: false, states: ['rated'], storedStars: 4, isHeld: false },
  closings: ['Онлайн-консультацію завершено: 20 листопада 2026 р., 14:03. Оцінка: 4 з 5.'],
};
const unrated: ConsultationSeen = {
  ...{ ...right, rated: null, states: ['ended'], storedStars: null },
  closings: ['Онлайн-консультацію завершено: 20 листопада 2026 р., 14:03. Оцінки ще немає.'],
};

test('over, free and closed as it was rated is right', () => {
  const verdict = judgeConsultations([right, unrated]);
  for (const wrong of consultationWrongs) expect(verdict[wrong], wrong).toEqual([]);
});

test.each([
  ['stuck', { ...right, stuck: true }],
  ['not-over', { ...right, states: ['active'] }],
  ['not-over', { ...right, states: ['rated', 'waiting'] }],
  ['held', { ...right, isHeld: true }],
  ['rating-differs', { ...right, storedStars: 5 }],
  ['closing-missing', { ...right, closings: [] }],
  ['closing-differs', { ...right, closings: [...right.closings, ...right.closings] }],
  ['closing-differs', { ...right, closings: unrated.closings }],
] as const)('%s is found, and nothing else', (wrong, seen) => {
  const verdict = judgeConsultations([seen]);
  for (const each of consultationWrongs) expect(verdict[each], each).toEqual(each === wrong ? ['SD-1'] : []);
});
