import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Turns, takeTurns } from './take-turns.ts';

let turns: Turns;
let seen: string[];

beforeEach(() => {
  vi.useFakeTimers();
  turns = takeTurns();
  seen = [];
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that goes on until it is told to end, and what it went through. */
function work(name: string) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const run = async () => {
    seen.push(name);
    await promise;
    seen.push(`${name} over`);
  };
  return { run, end: resolve };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

it('what goes side by side does not wait for each other', async () => {
  const [one, other] = [work('one'), work('other')];
  void turns.beside(one.run);
  void turns.beside(other.run);
  await settle();
  expect(seen).toEqual(['one', 'other']);
});

it('a lone turn begins when the rest has ended, and the rest goes on after it', async () => {
  const [one, lone, later] = [work('one'), work('lone'), work('later')];
  void turns.beside(one.run);
  void turns.alone(lone.run);
  await settle();
  void turns.beside(later.run);
  await settle();
  expect(seen).toEqual(['one']);
  one.end();
  await settle();
  expect(seen).toEqual(['one', 'one over', 'lone']);
  lone.end();
  await settle();
  expect(seen).toEqual(['one', 'one over', 'lone', 'lone over', 'later']);
});

it('lone turns come one after the other, and let the rest in between', async () => {
  const [first, second, between] = [work('first'), work('second'), work('between')];
  void turns.alone(first.run);
  void turns.alone(second.run);
  await settle();
  void turns.beside(between.run);
  first.end();
  await settle();
  between.end();
  await settle();
  expect(seen).toEqual(['first', 'first over', 'between', 'between over', 'second']);
});

it('a lone turn waits no longer than half a second for what takes long', async () => {
  const [long, lone] = [work('long'), work('lone')];
  void turns.beside(long.run);
  void turns.alone(lone.run);
  await vi.advanceTimersByTimeAsync(499);
  expect(seen).toEqual(['long']);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen).toEqual(['long', 'lone']);
});

it('nobody waits longer than a second for a lone turn, not even the next one', async () => {
  const [lone, next, later] = [work('lone'), work('next'), work('later')];
  void turns.alone(lone.run);
  await settle();
  void turns.beside(later.run);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(seen).toEqual(['lone', 'later']);
  later.end();
  void turns.alone(next.run);
  await settle();
  expect(seen).toEqual(['lone', 'later', 'later over', 'next']);
});

it('what fails fails for itself alone', async () => {
  const fail = async () => {
    throw new Error('a defect');
  };
  await expect(turns.beside(fail)).rejects.toThrow('a defect');
  await expect(turns.alone(fail)).rejects.toThrow('a defect');
  expect(await turns.alone(async () => 'alone')).toBe('alone');
  expect(await turns.beside(async () => 'beside')).toBe('beside');
});
