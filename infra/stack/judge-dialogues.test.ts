import { expect, test } from 'vitest';
import { dialogueWrongs, type Heard, judgeDialogues, type Saying } from './judge-dialogues.ts';

const said: Saying[] = [
  { code: 'D000001', dialogue: 0, side: 'employee' },
  { code: 'D000002', dialogue: 0, side: 'employee' },
  { code: 'D000003', dialogue: 0, side: 'specialist' },
  { code: 'D000004', dialogue: 1, side: 'specialist' },
];
const right: Heard = {
  chats: [
    { employee: ['D000003'], specialist: ['D000001', 'D000002'] },
    { employee: ['D000004'], specialist: [] },
  ],
  tickets: [['D000001', 'D000003', 'D000002'], ['D000004']],
  doubted: new Set(),
  unsaid: new Set(),
  unread: [0, 0],
};

function heard(change: Partial<Heard>): Heard {
  return { ...right, ...change };
}

function chats(specialist: readonly string[]): Pick<Heard, 'chats'> {
  return {
    chats: [
      { employee: ['D000003'], specialist },
      { employee: ['D000004'], specialist: [] },
    ],
  };
}

test('everything once and in its order is right', () => {
  const verdict = judgeDialogues(said, right);
  for (const wrong of dialogueWrongs) expect(verdict[wrong], wrong).toEqual([]);
});

test.each([
  ['lost', chats(['D000001']), ['D000002']],
  ['doubled', chats(['D000001', 'D000002', 'D000001']), ['D000001']],
  ['out-of-order', chats(['D000002', 'D000001']), ['D000001']],
  ['astray', chats(['D000001', 'D000002', 'D000004']), ['D000004']],
  ['lost-in-ticket', { tickets: [['D000001', 'D000003'], ['D000004']] }, ['D000002']],
  ['doubled-in-ticket', { tickets: [['D000001', 'D000002', 'D000003', 'D000003'], ['D000004']] }, ['D000003']],
  ['out-of-order-in-ticket', { tickets: [['D000002', 'D000001', 'D000003'], ['D000004']] }, ['D000001']],
  ['astray-in-ticket', { tickets: [['D000001', 'D000002', 'D000003', 'D000004'], ['D000004']] }, ['D000004']],
] as const)('%s is found, and nothing else', (wrong, change, codes) => {
  const verdict = judgeDialogues(said, heard(change));
  for (const each of dialogueWrongs) expect(verdict[each], each).toEqual(each === wrong ? codes : []);
});

test('what somebody was told of is not lost, but belongs into the ticket all the same', () => {
  for (const told of [{ doubted: new Set(['D000002']) }, { unread: [1, 0] }]) {
    const verdict = judgeDialogues(said, heard({ ...chats(['D000001']), ...told }));
    for (const wrong of dialogueWrongs) expect(verdict[wrong], wrong).toEqual([]);
  }
});

test('what came too late stands nowhere, and its author knows', () => {
  const nowhere = { ...chats(['D000001']), tickets: [['D000001', 'D000003'], ['D000004']] };
  const verdict = judgeDialogues(said, heard({ ...nowhere, unsaid: new Set(['D000002']) }));
  for (const wrong of dialogueWrongs) expect(verdict[wrong], wrong).toEqual([]);
  const untold = judgeDialogues(said, heard({ ...nowhere, unsaid: new Set(['D000001']) }));
  expect([untold.lost, untold['lost-in-ticket']]).toEqual([['D000002'], ['D000002']]);
});

test('what a specialist was told of in one dialogue excuses no loss in another, and none of their own words', () => {
  const elsewhere = judgeDialogues(said, heard({ ...chats(['D000001']), unread: [0, 1] }));
  expect(elsewhere.lost).toEqual(['D000002']);
  const own = judgeDialogues(said, heard({ chats: [right.chats[0] ?? none, none], unread: [0, 1] }));
  expect(own.lost).toEqual(['D000004']);
});

const none = { employee: [], specialist: [] };
