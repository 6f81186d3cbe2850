import { expect, test } from 'vitest';
import { type Goal, rowOf } from './row.ts';

const measured = (value: number, baseline: number | undefined, goal: Goal | undefined) => {
  const optional = { ...(baseline !== undefined && { baseline }), ...(goal && { goal }) };
  return rowOf('main-job', { name: 'reply', value, unit: 'ms', ...optional });
};

test.each([
  { value: 15, baseline: undefined, goal: { of: 'value', atMost: 15 }, ratio: null, text: '<= 15', met: true },
  { value: 15.1, baseline: undefined, goal: { of: 'value', atMost: 15 }, ratio: null, text: '<= 15', met: false },
  { value: 900, baseline: 300, goal: { of: 'ratio', atLeast: 3 }, ratio: 3, text: 'ratio >= 3', met: true },
  { value: 899, baseline: 300, goal: { of: 'ratio', atLeast: 3 }, ratio: 2.997, text: 'ratio >= 3', met: false },
  { value: 899, baseline: 0, goal: { of: 'ratio', atLeast: 3 }, ratio: null, text: 'ratio >= 3', met: false },
  {
    value: 0.88,
    baseline: undefined,
    goal: { of: 'value', atLeast: 0.88, atMost: 0.92 },
    ratio: null,
    text: '0.88 to 0.92',
    met: true,
  },
  {
    value: 0.93,
    baseline: undefined,
    goal: { of: 'value', atLeast: 0.88, atMost: 0.92 },
    ratio: null,
    text: '0.88 to 0.92',
    met: false,
  },
  { value: 12, baseline: 4, goal: undefined, ratio: 3, text: null, met: null },
] as const)('$value against $baseline with the goal $text', ({ value, baseline, goal, ratio, text, met }) => {
  expect(measured(value, baseline, goal)).toEqual({
    group: 'main-job',
    name: 'reply',
    value,
    unit: 'ms',
    baseline: baseline ?? null,
    ratio,
    goal: text,
    met,
  });
});

test('numbers keep four digits, and whole ones all of theirs', () => {
  expect(measured(13.456789, undefined, undefined).value).toBe(13.46);
  expect(measured(123_456, undefined, undefined).value).toBe(123_456);
});

test('what is not a number is a mistake of the benchmark', () => {
  expect(() => measured(Number.NaN, undefined, undefined)).toThrow(RangeError);
});
