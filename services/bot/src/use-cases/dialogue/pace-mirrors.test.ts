import { expect, it } from 'vitest';
import { paceMirrors } from './pace-mirrors.ts';

const second = 1_000;

it('while few people talk, the ticket follows three seconds later', () => {
  const pace = paceMirrors();
  expect(pace.next('a', 0)).toBe(3 * second);
  expect(pace.next('b', 10 * second)).toBe(13 * second);
});

it('what is said until then goes together, and what comes later goes later', () => {
  const pace = paceMirrors();
  expect(pace.next('a', 0)).toBe(3 * second);
  expect(pace.next('a', 1_900)).toBeNull();
  expect(pace.next('a', 3 * second)).toBe(6 * second);
});

it('a plan that may not have been stored is made again', () => {
  const pace = paceMirrors();
  expect(pace.next('a', 0)).toBe(3 * second);
  expect(pace.next('a', 999)).toBe(3 * second);
});

it('what is said just before may be stored too late to be found, and has a turn of its own', () => {
  const pace = paceMirrors();
  pace.next('a', 0);
  expect(pace.next('a', 2_500)).toBe(5_500);
});

it('of many dialogues, four a second are written down', () => {
  const pace = paceMirrors();
  const due = Array.from({ length: 200 }, (_, index) => pace.next(`c${index}`, 0) ?? 0);
  expect(new Set(due).size).toBe(200);
  expect(Math.max(...due)).toBe(3 * second + 199 * 250);
});

it('nobody waits for more than 100 seconds, however many there are', () => {
  const pace = paceMirrors();
  const due = Array.from({ length: 20_000 }, (_, index) => (pace.next(`c${index}`, index) ?? 0) - index);
  expect(Math.max(...due)).toBe(100 * second);
});
