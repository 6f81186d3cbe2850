import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CommentNews,
  compareComments,
  isLaterReading,
  type KnownComment,
  type PublicComment,
} from './compare-comments.ts';

const one = { id: '1', createdAt: 10, editedAt: 10 };
const two = { id: '2', createdAt: 20, editedAt: 20 };
const three = { id: '3', createdAt: 30, editedAt: 30 };
const shown = (comment: PublicComment): KnownComment => ({ ...comment, state: 'shown' });
const withdrawn = (comment: PublicComment): KnownComment => ({ ...comment, state: 'withdrawn' });
const whole = { oldBefore: null };

describe('what a reading tells', () => {
  it.each<{
    name: string;
    known: readonly KnownComment[];
    comments: readonly PublicComment[];
    cut?: boolean;
    news: readonly CommentNews<PublicComment>[];
  }>([
    { name: 'nothing, where all is known', known: [shown(one)], comments: [one], news: [] },
    { name: 'a new comment', known: [shown(one)], comments: [one, two], news: [{ kind: 'new', comment: two }] },
    {
      name: 'new ones, oldest first',
      known: [],
      comments: [two, one],
      news: [
        { kind: 'new', comment: one },
        { kind: 'new', comment: two },
      ],
    },
    {
      name: 'an edit',
      known: [shown(one)],
      comments: [{ ...one, editedAt: 15 }],
      news: [{ kind: 'edited', comment: { ...one, editedAt: 15 } }],
    },
    { name: 'that one is gone', known: [shown(one), shown(two)], comments: [two], news: [{ kind: 'gone', id: '1' }] },
    { name: 'nothing of one that was gone before', known: [withdrawn(one)], comments: [], news: [] },
    { name: 'that one is back', known: [withdrawn(one)], comments: [one], news: [{ kind: 'back', comment: one }] },
    {
      name: 'nothing of older ones, where it is cut',
      known: [shown(one), shown(two)],
      comments: [two],
      cut: true,
      news: [],
    },
    {
      name: 'that one within sight is gone, where it is cut',
      known: [shown(one), shown(two), shown(three)],
      comments: [one, three],
      cut: true,
      news: [{ kind: 'gone', id: '2' }],
    },
    { name: 'nothing, where it is cut and names none', known: [shown(one)], comments: [], cut: true, news: [] },
  ])('$name', ({ known, comments, cut = false, news }) => {
    expect(compareComments(known, { comments, cut }, whole)).toEqual(news);
  });

  it('comments from before the desk looked are old, later ones new', () => {
    expect(compareComments([], { comments: [one, two], cut: false }, { oldBefore: 20 })).toEqual([
      { kind: 'old', comment: one },
      { kind: 'new', comment: two },
    ]);
  });
});

it.each([
  { reading: { changedAt: 2, readAt: 1 }, taken: { changedAt: 1, readAt: 9 }, later: true },
  { reading: { changedAt: 1, readAt: 9 }, taken: { changedAt: 2, readAt: 1 }, later: false },
  { reading: { changedAt: 1, readAt: 2 }, taken: { changedAt: 1, readAt: 1 }, later: true },
  { reading: { changedAt: 1, readAt: 1 }, taken: { changedAt: 1, readAt: 1 }, later: false },
])('$reading is later than $taken: $later', ({ reading, taken, later }) => {
  expect(isLaterReading(reading, taken)).toBe(later);
});

/** A history of a ticket's comments: after each step, what is public. */
const histories = fc
  .array(fc.record({ id: fc.integer({ min: 0, max: 7 }), what: fc.constantFrom('post', 'edit', 'hide') }), {
    maxLength: 40,
  })
  .map((steps) => {
    const readings: { readonly at: number; readonly comments: readonly PublicComment[] }[] = [];
    const birth = new Map<string, number>();
    let comments: readonly PublicComment[] = [];
    steps.forEach(({ id, what }, index) => {
      const at = index + 1;
      const key = String(id);
      const others = comments.filter((comment) => comment.id !== key);
      const createdAt = birth.get(key) ?? at;
      if (what !== 'hide') birth.set(key, createdAt);
      const isPresent = others.length < comments.length;
      if (what === 'hide') comments = others;
      else if (what === 'edit' && isPresent) comments = [...others, { id: key, createdAt, editedAt: at }];
      else if (!isPresent) comments = [...others, { id: key, createdAt, editedAt: createdAt }];
      readings.push({ at, comments });
    });
    return readings;
  });

/** Readings as they arrive: some lost, some twice, in any order. */
const deliveries = histories.chain((readings) => {
  const last = readings.at(-1);
  const some = fc.array(fc.nat({ max: Math.max(0, readings.length - 1) }), { maxLength: 60 });
  return some.map((order) => [...order.flatMap((index) => readings[index] ?? []), ...(last ? [last] : [])]);
});

describe('whatever arrives, in whatever order', () => {
  it('the end is the latest reading, every comment is told once for each time it appears, and none is missed', () => {
    fc.assert(
      fc.property(deliveries, (arriving) => {
        let known: readonly KnownComment[] = [];
        let taken = { changedAt: 0, readAt: 0 };
        const standing = new Map<string, number>();
        for (const { at, comments } of arriving) {
          const reading = { changedAt: at, readAt: at };
          if (!isLaterReading(reading, taken)) continue;
          taken = reading;
          const news = compareComments(known, { comments, cut: false }, whole);
          for (const step of news) follow(standing, step);
          known = remembered(known, news);
        }
        const latest = arriving.at(-1)?.comments ?? [];
        expect([...standing].toSorted()).toEqual(latest.map(({ id, editedAt }) => [id, editedAt] as const).toSorted());
      }),
    );
  });
});

/** What stands in a chat: shown once, edited where it stands, removed where it stands. */
function follow(standing: Map<string, number>, news: CommentNews<PublicComment>): void {
  switch (news.kind) {
    case 'gone':
      expect(standing.delete(news.id)).toBe(true);
      return;
    case 'edited':
      expect(standing.has(news.comment.id)).toBe(true);
      break;
    case 'new':
    case 'old':
    case 'back':
      expect(standing.has(news.comment.id)).toBe(false);
  }
  standing.set(news.comment.id, news.comment.editedAt);
}

function remembered(
  known: readonly KnownComment[],
  news: readonly CommentNews<PublicComment>[],
): readonly KnownComment[] {
  const after = new Map(known.map((comment) => [comment.id, comment]));
  for (const step of news) {
    if (step.kind === 'gone') {
      const before = after.get(step.id);
      if (before) after.set(step.id, withdrawn(before));
    } else after.set(step.comment.id, shown(step.comment));
  }
  return [...after.values()];
}
