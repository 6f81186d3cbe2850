import { describe, expect, test } from 'vitest';
import type { Parcel } from './dispatch.ts';
import { type Disturbance, planDisturbance, type WebhookCopy } from './disturbance.ts';

const eventCount = 3_000;

function fates(disturbance: Disturbance, count = eventCount): (readonly WebhookCopy[])[] {
  const next = planDisturbance(disturbance);
  return Array.from({ length: count }, next);
}

const parcel = (id: number): Parcel => ({ id: String(id), event: 'comment_created', body: '', retry: 0 });

describe('a plan', () => {
  test('without shares every webhook goes once, at once', () => {
    expect(fates({}, 100)).toEqual(Array.from({ length: 100 }, () => [{ kind: 'at-once' }]));
  });

  test('the same seed gives the same fates, another one others', () => {
    const storm = { dropShare: 0.33, duplicateShare: 0.5, delayShare: 0.5, delayMsMax: 200 };
    expect(fates({ ...storm, seed: 7 })).toEqual(fates({ ...storm, seed: 7 }));
    expect(fates({ ...storm, seed: 7 })).not.toEqual(fates({ ...storm, seed: 8 }));
  });

  test('changing one share leaves the other fates alone', () => {
    const dropped = (disturbance: Disturbance) => fates(disturbance).map((copies) => copies.length === 0);
    expect(dropped({ seed: 7, dropShare: 0.33 })).toEqual(dropped({ seed: 7, dropShare: 0.33, duplicateShare: 1 }));
  });

  test('shares are kept', () => {
    const copies = fates({ seed: 7, dropShare: 1 / 3, duplicateShare: 0.5, delayShare: 0.25, delayMsMax: 200 });
    const share = (count: number, of: number) => Math.round((count / of) * 20) / 20;
    const sent = copies.filter(({ length }) => length > 0);
    const late = sent.flat().filter(({ kind }) => kind === 'held');
    expect(share(copies.length - sent.length, eventCount)).toBe(0.35);
    expect(share(sent.filter(({ length }) => length === 2).length, sent.length)).toBe(0.5);
    expect(share(late.length, sent.flat().length)).toBe(0.25);
    for (const copy of late) expect(copy.kind === 'held' && (copy.delayMs ?? 200)).toBeLessThan(200);
  });

  test('certain shares are certain', () => {
    expect(fates({ dropShare: 1 }).flat()).toEqual([]);
    expect(fates({ duplicateShare: 1 }).every(({ length }) => length === 2)).toBe(true);
  });

  test('a shuffle keeps a few back, lets every other out once, and in another order', () => {
    const among = 8;
    const released = fates({ seed: 7, shuffleAmong: among }, 100).flatMap(([copy], index) => {
      const due = copy?.kind === 'shuffled' ? copy.shuffle.exchange(parcel(index)) : undefined;
      return due ? [Number(due.id)] : [];
    });
    expect(released).toHaveLength(100 - among + 1);
    expect(new Set(released).size).toBe(released.length);
    expect(released).not.toEqual([...released].sort((left, right) => left - right));
  });
});
