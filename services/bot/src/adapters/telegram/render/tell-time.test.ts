import { describe, expect, it } from 'vitest';
import { createRenderer } from './render-screen.ts';

const renderer = createRenderer({ timeZone: 'Europe/Kyiv', idleMinutes: 30 });
const kyiv = (local: string) => Date.parse(`${local}+02:00`);
const monday = kyiv('2026-11-23T14:00');
const timesIn = (language: 'uk' | 'en', now = monday) => renderer.rendering(language, now).times;

/** Each as it stands in the sentences that hold it. */
describe.each([
  {
    name: 'today',
    at: kyiv('2026-11-23T09:05'),
    uk: { moment: 'сьогодні о 09:05', atMoment: 'о 09:05', bound: '09:05' },
    en: { moment: 'today at 09:05', atMoment: 'at 09:05', bound: '09:05' },
  },
  {
    name: 'at eleven',
    at: kyiv('2026-11-23T11:30'),
    uk: { moment: 'сьогодні об 11:30', atMoment: 'об 11:30', bound: '11:30' },
    en: { moment: 'today at 11:30', atMoment: 'at 11:30', bound: '11:30' },
  },
  {
    name: 'tomorrow',
    at: kyiv('2026-11-24T09:00'),
    uk: { moment: 'завтра о 09:00', atMoment: 'завтра о 09:00', bound: '09:00 завтра' },
    en: { moment: 'tomorrow at 09:00', atMoment: 'tomorrow at 09:00', bound: '09:00 tomorrow' },
  },
  {
    name: 'yesterday',
    at: kyiv('2026-11-22T23:59'),
    uk: { moment: 'вчора о 23:59', atMoment: 'вчора о 23:59', bound: '23:59 вчора' },
    en: { moment: 'yesterday at 23:59', atMoment: 'yesterday at 23:59', bound: '23:59 yesterday' },
  },
  {
    name: 'next week',
    at: kyiv('2026-11-30T14:00'),
    uk: {
      moment: '30 листопада (пн) о 14:00',
      atMoment: '30 листопада (пн) о 14:00',
      bound: '30 листопада, 14:00',
    },
    en: {
      moment: 'Mon 30 November at 14:00',
      atMoment: 'on Mon 30 November at 14:00',
      bound: '14:00 on 30 November',
    },
  },
  {
    name: 'a year ago',
    at: kyiv('2025-11-24T11:00'),
    uk: { moment: '24 листопада 2025 р. (пн) об 11:00' },
    en: { moment: 'Mon 24 November 2025 at 11:00', atMoment: 'on Mon 24 November 2025 at 11:00' },
  },
])('a time $name', ({ at, uk, en }) => {
  it.each([
    ['uk', uk],
    ['en', en],
  ] as const)('reads well in %s', (language, expected) => {
    const times = timesIn(language);
    const told = { moment: times.moment(at), atMoment: times.atMoment(at), bound: times.bound(at) };
    expect(told).toMatchObject(expected);
  });
});

it('tomorrow is tomorrow also from a day of 25 hours', () => {
  const halfPastMidnight = Date.parse('2026-10-25T00:30+03:00');
  expect(timesIn('en', halfPastMidnight).moment(Date.parse('2026-10-26T09:00+02:00'))).toBe('tomorrow at 09:00');
});

it.each([
  [20_000, '1 хвилина', '1 minute'],
  [2 * 60_000, '2 хвилини', '2 minutes'],
  [11 * 60_000, '11 хвилин', '11 minutes'],
  [3 * 3_600_000, '3 години', '3 hours'],
  [21 * 24 * 3_600_000, '21 день', '21 days'],
])('%i ms last %s, %s', (ms, uk, en) => {
  expect([timesIn('uk').duration(ms), timesIn('en').duration(ms)]).toEqual([uk, en]);
});

it.each([
  [45 * 60_000, '45 хвилин', '45 minutes'],
  [80 * 60_000, '1 година 20 хвилин', '1 hour 20 minutes'],
  [120 * 60_000, '2 години', '2 hours'],
  [49 * 3_600_000, '2 дні', '2 days'],
])('%i ms from now are left: %s, %s', (ms, uk, en) => {
  expect([timesIn('uk').left(monday + ms), timesIn('en').left(monday + ms)]).toEqual([uk, en]);
  expect(timesIn('uk').left(monday - ms)).toBeNull();
});
