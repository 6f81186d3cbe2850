import { expect, test } from 'vitest';
import { judgeComments } from './judge-comments.ts';

const written = [
  { code: 'W1', number: 'SD-1', author: 'olena' },
  { code: 'W2', number: 'SD-1', author: 'iryna' },
  { code: 'W3', number: 'SD-1', author: 'olena' },
  { code: 'W4', number: 'SD-2', author: 'iryna' },
];

test.each([
  [['W1', 'W2', 'W3'], ['W4'], { lost: [], doubled: [], outOfOrder: [] }],
  [['W2', 'W1', 'W3'], ['W4'], { lost: [], doubled: [], outOfOrder: [] }],
  [['W3', 'W2', 'W1'], ['W4'], { lost: [], doubled: [], outOfOrder: ['W3'] }],
  [['W1', 'W2', 'W3', 'W1'], [], { lost: ['W4'], doubled: ['W1'], outOfOrder: [] }],
] as const)('%j and %j', (first, second, verdict) => {
  const standing = new Map<string, readonly string[]>([
    ['SD-1', first],
    ['SD-2', second],
  ]);
  expect(judgeComments(written, standing)).toEqual(verdict);
});
