import { expect, test } from 'vitest';
import { jqlMinute, quoteJql } from './jql.ts';

test.each([
  ['plain', '"plain"'],
  ['a "b" \\ c', String.raw`"a \"b\" \\ c"`],
  ['" OR project = X OR "', String.raw`"\" OR project = X OR \""`],
  ['one\ntwo', '"one two"'],
])('%j cannot leave its quotes', (value, quoted) => {
  expect(quoteJql(value)).toBe(quoted);
});

test.each([
  ['2026-07-01T10:30:59Z', 'Europe/Kyiv', '"2026-07-01 13:30"'],
  ['2026-01-01T00:00:00Z', 'Europe/Kyiv', '"2026-01-01 02:00"'],
  ['2026-01-01T00:00:00Z', 'America/New_York', '"2025-12-31 19:00"'],
  ['2026-01-01T00:00:00Z', 'UTC', '"2026-01-01 00:00"'],
])('%s in %s is written as its minute there', (at, zone, written) => {
  expect(jqlMinute(Date.parse(at), zone)).toBe(written);
});

test.each([
  ['before the clock goes back', '2026-10-24T23:30:00Z'],
  ['in the first of the two hours', '2026-10-25T00:30:00Z'],
  ['in the second of the two hours', '2026-10-25T01:30:00Z'],
  ['before the clock goes forward', '2026-03-29T00:30:00Z'],
  ['after the clock went forward', '2026-03-29T01:30:00Z'],
])('%s the time given is earlier by hours, never later', (_, at) => {
  const written = jqlMinute(Date.parse(at), 'Europe/Kyiv').slice(1, -1).replace(' ', 'T');
  // Kyiv is at most 3 h ahead: even read with the larger offset the time lies before the instant.
  const latest = Date.parse(`${written}:00+02:00`);
  expect(latest).toBeLessThanOrEqual(Date.parse(at));
  expect(Date.parse(at) - latest).toBeLessThan(6 * 3_600_000);
});
