import { expect, test } from 'vitest';
import { matchPriorities, matchStatuses } from './match-words.ts';

const named = (...names: readonly string[]) => names.map((name, at) => ({ id: String(at + 1), name }));
const idsOf = (matched: ReturnType<typeof matchPriorities>) =>
  matched &&
  [matched.critical, matched.high, matched.medium, matched.low].map(({ id, isGuess }) => (isGuess ? `${id}?` : id));

test.each([
  [
    ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
    ['1', '2', '3', '4'],
  ],
  [
    ['Blocker', 'Critical', 'Major', 'Minor', 'Trivial'],
    ['1', '3', '4?', '4'],
  ],
  [
    ['Найвищий', 'Високий', 'Середній', 'Низький'],
    ['1', '2', '3', '4'],
  ],
  [
    ['P1', 'P2', 'P3', 'P4'],
    ['1?', '2?', '3?', '4?'],
  ],
  [['Normal'], ['1?', '1?', '1', '1?']],
])('of the priorities %j', (names, ids) => {
  expect(idsOf(matchPriorities(named(...names)))).toEqual(ids);
});

test('a tracker without priorities matches none', () => {
  expect(matchPriorities([])).toBeNull();
});

const status = (name: string, key: string) => ({ id: name, name, category: key });

test.each([
  ['New', 'new', 'new', false],
  ['To Do', 'new', 'new', false],
  ['Погоджено', 'new', 'new', true],
  ['Work in progress', 'indeterminate', 'in-progress', false],
  ['Escalated', 'indeterminate', 'in-progress', true],
  ['Waiting for customer', 'indeterminate', 'waiting-for-customer', false],
  ['Очікує відповіді заявника', 'indeterminate', 'waiting-for-customer', false],
  ['Waiting for support', 'indeterminate', 'waiting-for-support', false],
  ['Resolved', 'done', 'resolved', false],
  ['Done', 'done', 'resolved', false],
  ['Canceled', 'done', 'closed', false],
  ['Архів', 'done', 'closed', true],
  ['Reopened', 'indeterminate', 'in-progress', true],
])('the status %s (%s) is taken for %s', (name, category, ours, isGuess) => {
  const matched = matchStatuses([status('Open', 'new'), status(name, category)]);
  const found = Object.entries(matched).filter(([, matches]) => matches.some(({ id }) => id === name));
  expect(found).toMatchObject([[ours, expect.arrayContaining([expect.objectContaining({ id: name, isGuess })])]]);
});

test('a workflow that begins with waiting for support has nothing newer', () => {
  const matched = matchStatuses([status('Waiting for support', 'indeterminate'), status('Resolved', 'done')]);
  expect(matched.new).toEqual([{ id: 'Waiting for support', name: 'Waiting for support', isGuess: true }]);
  expect(matched['waiting-for-support']).toEqual([]);
});
