import { describe, expect, it } from 'vitest';
import { aCallback, aMessage } from '../../test/support/updates.ts';
import { createSteeredClock } from '../clock.ts';
import { forgetfulJournal } from '../state/journal.ts';
import { type PendingUpdate, UpdateQueue } from './update-queue.ts';
import { type PostOutcome, WebhookSender } from './webhook-sender.ts';

const SECOND = 1000;
const ACCEPT: PostOutcome = { kind: 'accepted' };
const FAIL: PostOutcome = { kind: 'failed', reason: 'Wrong response from the webhook: 500' };

/** A sender whose posts are answered by hand. */
function setUp({ connectionsMax = 40, shallDuplicate = (): boolean => false } = {}) {
  const clock = createSteeredClock(0);
  const queue = new UpdateQueue({ clock, journal: forgetfulJournal });
  const posts: { updateId: number; at: number; answer: (outcome: PostOutcome) => Promise<void> }[] = [];
  const failures: string[] = [];
  const sender = new WebhookSender({
    clock,
    queue,
    connectionsMax,
    shallDuplicate,
    onFailure: (_update, reason) => failures.push(reason),
    onDelivered: () => {},
    post: (json) =>
      new Promise((resolve) => {
        const { update_id: updateId } = JSON.parse(json);
        posts.push({
          updateId,
          at: clock.now(),
          answer: async (outcome) => {
            resolve(outcome);
            // The sender goes on in a later microtask.
            await new Promise((done) => setImmediate(done));
          },
        });
      }),
  });
  const say = (chatId: number) => aMessage(queue, chatId);
  const press = (personId: number) => aCallback(queue, personId);
  const answerLast = async (outcome: PostOutcome) => posts.at(-1)?.answer(outcome);
  return { clock, queue, posts, failures, sender, say, press, answerLast };
}

const idsOf = (posts: { updateId: number }[]) => posts.map((post) => post.updateId);
const idOf = (update: PendingUpdate) => update.updateId;

describe('Telegram’s webhook delivery', () => {
  it('has one update of a chat in flight and keeps their order', async () => {
    const { posts, say, answerLast } = setUp();
    const first = say(1);
    const second = say(1);
    expect(idsOf(posts)).toEqual([idOf(first)]);
    await answerLast(ACCEPT);
    expect(idsOf(posts)).toEqual([idOf(first), idOf(second)]);
  });

  it('delivers different chats at the same time', () => {
    const { posts, say } = setUp();
    say(1);
    say(2);
    expect(posts).toHaveLength(2);
  });

  it('lets a callback query overtake the messages of its chat', () => {
    const { posts, say, press } = setUp();
    const stuck = say(1);
    say(1);
    const pressed = press(1);
    expect(idsOf(posts)).toEqual([idOf(stuck), idOf(pressed)]);
  });

  it('uses no more connections than allowed', async () => {
    const { posts, say, answerLast } = setUp({ connectionsMax: 2 });
    for (const chatId of [1, 2, 3, 4]) say(chatId);
    expect(posts).toHaveLength(2);
    await answerLast(ACCEPT);
    expect(posts).toHaveLength(3);
  });

  it.each([
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 4],
    [5, 8],
    [6, 16],
    [7, 32],
    [8, 60],
    [9, 60],
  ])('after failure number %i it waits %i s before the next attempt', async (failuresBefore, seconds) => {
    const { clock, posts, say, answerLast } = setUp();
    say(1);
    for (let failure = 1; failure < failuresBefore; failure += 1) {
      await answerLast(FAIL);
      clock.advance(60 * SECOND);
    }
    const before = posts.length;
    await answerLast(FAIL);
    if (seconds > 0) {
      clock.advance(seconds * SECOND - 1);
      expect(posts).toHaveLength(before);
      clock.advance(1);
    }
    expect(posts).toHaveLength(before + 1);
  });

  it('holds the later updates of the chat while one fails', async () => {
    const { clock, posts, say, answerLast } = setUp();
    const first = say(1);
    say(1);
    await answerLast(FAIL);
    await answerLast(FAIL);
    clock.advance(SECOND);
    expect(new Set(idsOf(posts))).toEqual(new Set([idOf(first)]));
  });

  it('obeys Retry-After', async () => {
    const { clock, posts, say, answerLast } = setUp();
    say(1);
    await answerLast({ kind: 'failed', reason: 'busy', retryAfterMs: 7 * SECOND });
    clock.advance(7 * SECOND - 1);
    expect(posts).toHaveLength(1);
    clock.advance(1);
    expect(posts).toHaveLength(2);
  });

  it('gives a callback query up after 150 seconds', async () => {
    const { clock, queue, posts, press, answerLast } = setUp();
    press(1);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await answerLast(FAIL);
      clock.advance(60 * SECOND);
    }
    expect(queue.size()).toBe(0);
    expect(queue.expiredCount()).toBe(1);
    expect(posts.every((post) => post.at < 150 * SECOND)).toBe(true);
  });

  it('gives a message up after 24 hours and goes on with the next one', async () => {
    const { clock, queue, posts, say, answerLast } = setUp();
    say(1);
    await answerLast({ kind: 'failed', reason: 'busy', retryAfterMs: 3600 * SECOND });
    clock.advance(1000);
    const second = say(1);
    for (let hour = 0; hour < 24; hour += 1) {
      clock.advance(3600 * SECOND);
      if (idsOf(posts).includes(idOf(second))) break;
      await answerLast({ kind: 'failed', reason: 'busy', retryAfterMs: 3600 * SECOND });
    }
    expect(queue.expiredCount()).toBe(1);
    expect(idsOf(posts).at(-1)).toBe(idOf(second));
  });

  it('delivers an accepted update again when a duplicate is scripted', async () => {
    let duplicates = 1;
    const { posts, say, answerLast, queue } = setUp({ shallDuplicate: () => duplicates-- > 0 });
    const update = say(1);
    await answerLast(ACCEPT);
    expect(idsOf(posts)).toEqual([idOf(update), idOf(update)]);
    await answerLast(ACCEPT);
    expect(posts).toHaveLength(2);
    expect(queue.size()).toBe(0);
  });

  it('takes up what was waiting before it started', () => {
    const { clock, queue, sender, say, posts } = setUp();
    say(1);
    sender.stop();
    say(2);
    const later: string[] = [];
    const next = new WebhookSender({
      clock,
      queue,
      connectionsMax: 40,
      shallDuplicate: () => false,
      onFailure: () => {},
      onDelivered: () => {},
      post: async (json) => {
        later.push(json);
        return ACCEPT;
      },
    });
    expect(posts).toHaveLength(1);
    expect(later).toHaveLength(2);
    next.stop();
  });
});
