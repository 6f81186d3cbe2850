import { expect, it } from 'vitest';
import { paceMirrors } from './pace-mirrors.ts';

const second = 1_000;

it('while few people talk, the ticket follows three seconds later', () => {
  const pace = paceMirrors();
  expect(pace.dueAt('a', 0)).toBe(3 * second);
  expect(pace.dueAt('b', 10 * second)).toBe(13 * second);
});

it('what is said until then goes together, what comes later goes later', () => {
  const pace = paceMirrors();
  expect(pace.dueAt('a', 0)).toBe(3 * second);
  expect(pace.dueAt('a', 2_999)).toBe(3 * second);
  expect(pace.dueAt('a', 3_000)).toBe(6 * second);
});

it('of many dialogues, ten a second are written down', () => {
  const pace = paceMirrors();
  const due = Array.from({ length: 200 }, (_, index) => pace.dueAt(`c${index}`, 0));
  expect(new Set(due).size).toBe(200);
  expect(Math.max(...due)).toBeLessThan(23 * second);
});

it('nobody waits for more than half a minute, however many there are', () => {
  const pace = paceMirrors();
  const due = Array.from({ length: 20_000 }, (_, index) => pace.dueAt(`c${index}`, index));
  expect(Math.max(...due.map((at, index) => at - index))).toBe(30 * second);
});
