import { expect, it } from 'vitest';
import { defaultConsultationLimits } from './consultation-limits.ts';
import { countMisses } from './count-misses.ts';

it.each([
  { misses: 0, end: 'missed', after: 1, startsBreak: false },
  { misses: 1, end: 'missed', after: 2, startsBreak: false },
  { misses: 2, end: 'missed', after: 0, startsBreak: true },
  { misses: 2, end: 'accepted', after: 0, startsBreak: false },
  { misses: 2, end: 'declined', after: 0, startsBreak: false },
  { misses: 2, end: 'withdrawn', after: 2, startsBreak: false },
] as const)(
  '$misses missed before, $end: $after in a row, break $startsBreak',
  ({ misses, end, after, startsBreak }) => {
    expect(countMisses(misses, end, defaultConsultationLimits)).toEqual({ misses: after, startsBreak });
  },
);
