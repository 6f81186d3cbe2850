import { describe, expect, it } from 'vitest';
import { examine, type Judgement, ok, warning } from './index.ts';

const look = (area: string, judge: () => Promise<readonly Judgement[]>, withinMs = 5_000) => ({
  area,
  withinMs,
  look: judge,
});

describe('an examination', () => {
  it('goes on to its end whatever one of its looks does', async () => {
    const findings = await examine([
      look('hangs', () => new Promise(() => undefined), 20),
      look('fails', () => Promise.reject(new RangeError('postgres://user:secret@host'))),
      look('well', async () => [ok('fine'), { ...warning('slow', 'Wait.'), area: 'clock' }, ok('good')]),
      look('clock', async () => [ok('in step')]),
    ]);
    expect(findings.map(({ area, state }) => `${area} ${state}`)).toEqual([
      'hangs broken',
      'fails broken',
      'well ok',
      'well ok',
      'clock warning',
      'clock ok',
    ]);
    expect(findings[1]?.what).toBe('the look itself failed (RangeError)');
    expect(JSON.stringify(findings)).not.toContain('secret');
  });
});
