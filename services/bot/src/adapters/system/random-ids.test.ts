import { describe, expect, it } from 'vitest';
import { randomIds } from './random-ids.ts';

describe('ids', () => {
  it('are UUIDs of version 7, all different', () => {
    const ids = Array.from({ length: 1_000 }, () => randomIds.next());
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('derived from the same words are the same, from others different', () => {
    expect(randomIds.derive('upload', 'a', '1')).toBe(randomIds.derive('upload', 'a', '1'));
    expect(randomIds.derive('upload', 'a', '1')).not.toBe(randomIds.derive('upload', 'a1', ''));
    expect(randomIds.derive('upload', 'a', '1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });
});
