import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { planJoins } from './plan-joins.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

function start() {
  const joinedAt: number[] = [];
  const clock = { now: () => Date.now() };
  return { joinedAt, joins: planJoins({ clock, join: () => void joinedAt.push(clock.now()), aheadMs: 1_500 }) };
}

it('lets in each instant by itself, just after it has come, however often it was planned', () => {
  const { joinedAt, joins } = start();
  for (const dueAt of [1_000_500, 1_000_250, 1_000_500]) joins.plan(dueAt);
  vi.advanceTimersByTime(2_000);
  expect(joinedAt).toEqual([1_000_251, 1_000_501]);
  joins.plan(1_002_100);
  vi.advanceTimersByTime(200);
  expect(joinedAt).toHaveLength(3);
});

it('lets in at once what is due already, and leaves what is far off to a later look', () => {
  const { joinedAt, joins } = start();
  joins.plan(900_000);
  joins.plan(1_001_501);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(joinedAt).toEqual([1_000_001]);
});

it('plans no more than so many, and none once it is closed', () => {
  const { joinedAt, joins } = start();
  for (let ms = 1; ms <= 500; ms += 1) joins.plan(1_000_000 + ms);
  expect(vi.getTimerCount()).toBe(200);
  joins.close();
  joins.plan(1_000_001);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(2_000);
  expect(joinedAt).toEqual([]);
});
