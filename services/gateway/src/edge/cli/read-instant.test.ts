import { expect, it } from 'vitest';
import { readInstant } from './read-instant.ts';

it.each([
  ['2026-11-23', 'Europe/Kyiv', '2026-11-22T22:00:00.000Z'],
  ['2026-07-01', 'Europe/Kyiv', '2026-06-30T21:00:00.000Z'],
  ['2026-11-23', 'Pacific/Kiritimati', '2026-11-22T10:00:00.000Z'],
  ['2026-11-23', 'Pacific/Pago_Pago', '2026-11-23T11:00:00.000Z'],
  ['2026-11-23T08:00:00Z', 'Europe/Kyiv', '2026-11-23T08:00:00.000Z'],
  ['2026-11-23T08:00+02:00', 'Europe/Kyiv', '2026-11-23T06:00:00.000Z'],
])('%s in %s is %s', (text, timeZone, instant) => {
  expect(new Date(readInstant(text, timeZone) ?? 0).toISOString()).toBe(instant);
});

it.each(['2026-13-01', '2026-02-30', 'yesterday', '', '2026-11-23T08:00', '23.11.2026'])('%j is no time', (text) => {
  expect(readInstant(text, 'Europe/Kyiv')).toBeNull();
});
