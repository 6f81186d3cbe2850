import { expect, test } from 'vitest';
import { readNumber, readOpenedStatus, readTicketCard, readTicketLines } from './read-chat.ts';

test.each([
  [
    'Заявку SD-12 створено.\nСпеціаліст — Ірина Бондар, сповіщення вже надіслано.\nПро кожну новину напишемо сюди.',
    { number: 'SD-12', status: 'new', specialist: 'Ірина Бондар' },
  ],
  [
    'SD-1: в роботі.\nСпеціаліст — Спеціаліст 3.',
    { number: 'SD-1', status: 'in-progress', specialist: 'Спеціаліст 3' },
  ],
  [
    'SD-1: очікує вашої відповіді.\nШукаємо спеціаліста.',
    { number: 'SD-1', status: 'waiting-for-customer', specialist: null },
  ],
  ['SD-1: вирішена.', { number: 'SD-1', status: 'resolved', specialist: null }],
  ['SD-1 вирішено. Усе працює?', { number: 'SD-1', status: 'resolved', specialist: null }],
  ['Дякуємо. SD-1 закриваємо.', { number: 'SD-1', status: 'closed', specialist: null }],
  ['SD-1 закрито: три робочі дні не було відповіді.', { number: 'SD-1', status: 'closed', specialist: null }],
  ['12: в роботі.\nСпеціаліст — Ірина Бондар.', { number: '12', status: 'in-progress', specialist: 'Ірина Бондар' }],
  ['Заявку 7 створено.', { number: '7', status: 'new', specialist: null }],
  ['SD-1 · Ірина Бондар\nSD-2: в роботі.', null],
  ['12: тут три комп’ютери.', null],
  ['Опишіть проблему', null],
])('a ticket card is told from other messages: %s', (text, card) => {
  expect(readTicketCard(text)).toEqual(card);
});

test('a list tells status and priority of each ticket', () => {
  const text =
    'Мої заявки · усього 2\n\nSD-2 · вирішена · середній · 3 хвилини\nПринтер: «SD-9»\n\nSD-1 · нова · критичний · щойно';
  expect(readTicketLines(text)).toEqual([
    { number: 'SD-2', status: 'resolved', priority: 'medium' },
    { number: 'SD-1', status: 'new', priority: 'critical' },
  ]);
});

test('numbers of OpenProject are numbers in lists too', () => {
  expect(readTicketLines('2 · вирішена · середній · 3 хвилини')).toEqual([
    { number: '2', status: 'resolved', priority: 'medium' },
  ]);
});

test('an opened ticket tells its status, to employees and specialists', () => {
  expect(readOpenedStatus('SD-1 · Принтер\nСтан: очікує вашої відповіді\nПріоритет: низький')).toBe(
    'waiting-for-customer',
  );
  expect(readOpenedStatus('SD-1 · Принтер\nСтан: очікує відповіді автора\nПріоритет: низький')).toBe(
    'waiting-for-customer',
  );
  expect(readOpenedStatus('SD-1: в роботі.')).toBeNull();
});

test('a number is found whole', () => {
  expect(readNumber('До SD-12 додано')).toBe('SD-12');
  expect(readNumber('До заявки додано')).toBeNull();
});
