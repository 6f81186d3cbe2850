import { expect, test } from 'vitest';
import { type ChatsSeen, isRight, judgeChats, lifeWrongs, type TicketTruth } from './judge-chats.ts';

const ticket: TicketTruth = {
  ...{ number: 'SD-1', isOurs: true, requester: 'olena', status: 'in-progress', priority: 'high' },
  assignee: { account: 'iryna', name: 'Ірина Бондар' },
  comments: [
    { code: 'K000001', public: true, author: 'iryna' },
    { code: 'K000002', public: false, author: 'iryna' },
    { code: 'K000003', public: true, author: 'olena' },
  ],
};
const line = { number: 'SD-1', status: 'in-progress', priority: 'high' } as const;
const card = 'SD-1: в роботі.\nСпеціаліст — Ірина Бондар.';
const comment = 'SD-1 · Ірина Бондар\nK000001 Готово';

function seen(olena: readonly string[], change: Partial<ChatsSeen> = {}): ChatsSeen {
  return {
    texts: new Map([
      ['olena', olena],
      ['iryna', ['SD-1 · Олена Коваль\nK000003 Дякую']],
    ]),
    lists: { own: new Map([['olena', [line]]]), work: new Map([['iryna', [line]]]) },
    leaked: [],
    ...change,
  };
}

test('all as in the tracker is right', () => {
  const verdict = judgeChats([ticket], seen(['SD-1: нова.', comment, card]));
  expect(isRight(verdict)).toBe(true);
});

test.each([
  ['card-differs', seen([comment, 'SD-1: нова.\nСпеціаліст — Ірина Бондар.']), ['SD-1']],
  ['card-differs', seen([comment, 'SD-1: в роботі.\nСпеціаліст — Андрій Лисенко.']), ['SD-1']],
  ['card-differs', seen([comment]), ['SD-1']],
  ['comment-missing', seen([card]), ['K000001']],
  ['comment-twice', seen([card, comment, comment]), ['K000001']],
  ['comment-stale', seen([card, comment, 'SD-1 · Ірина Бондар\nK000002 Для колег']), ['K000002']],
  ['leaked', seen([card, comment], { leaked: ['K000002'] }), ['K000002']],
  [
    'own-list-differs',
    seen([card, comment], { lists: { own: new Map([['olena', [{ ...line, priority: 'low' }]]]), work: new Map() } }),
    ['SD-1'],
  ],
  ['own-list-differs', seen([card, comment], { lists: { own: new Map([['olena', []]]), work: new Map() } }), ['SD-1']],
  [
    'work-list-differs',
    seen([card, comment], { lists: { own: new Map(), work: new Map([['andrii', [line]]]) } }),
    ['SD-1'],
  ],
] as const)('%s is found, and nothing else', (wrong, chats, found) => {
  const verdict = judgeChats([ticket], chats);
  for (const each of lifeWrongs) expect(verdict[each], each).toEqual(each === wrong ? found : []);
});

test('a ticket that is over names nobody, and nobody lists it as work', () => {
  const over: TicketTruth = { ...ticket, status: 'closed', comments: [] };
  const lists = { own: new Map(), work: new Map([['iryna', []]]) };
  expect(
    isRight(judgeChats([over], seen(['SD-1: закрита.'], { lists, texts: new Map([['olena', ['SD-1: закрита.']]]) }))),
  ).toBe(true);
});

test('a ticket born in the tracker needs no card', () => {
  const born: TicketTruth = { ...ticket, isOurs: false, comments: [] };
  expect(judgeChats([born], seen([], { texts: new Map() }))['card-differs']).toEqual([]);
});
