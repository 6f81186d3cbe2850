import { describe, expect, it } from 'vitest';
import { aMessage } from '../../test/support/updates.ts';
import { createSteeredClock } from '../clock.ts';
import { forgetfulJournal } from '../state/journal.ts';
import { LongPoll, type PollOutcome } from './long-poll.ts';
import { UpdateQueue } from './update-queue.ts';

function setUp({ shallDuplicate = (): boolean => false } = {}) {
  const clock = createSteeredClock(0);
  const queue = new UpdateQueue({ clock, journal: forgetfulJournal });
  const poll = new LongPoll({ clock, queue, shallDuplicate });
  const get = (offset = 0, { limit = 100, seconds = 0 } = {}) => poll.get({ offset, limit, timeoutMs: seconds * 1000 });
  return { clock, queue, poll, get };
}

const idsOf = (outcome: PollOutcome) =>
  outcome.kind === 'updates' ? outcome.updates.map((update) => update.updateId) : outcome.by;

describe('getUpdates', () => {
  it('answers what is there and repeats it until an offset confirms it', async () => {
    const { queue, get } = setUp();
    const [a, b, c] = [aMessage(queue, 1), aMessage(queue, 1), aMessage(queue, 2)];
    expect(idsOf(await get())).toEqual([a.updateId, b.updateId, c.updateId]);
    expect(idsOf(await get(b.updateId))).toEqual([b.updateId, c.updateId]);
    expect(idsOf(await get(c.updateId + 1))).toEqual([]);
  });

  it('answers at most the limit', async () => {
    const { queue, get } = setUp();
    const first = aMessage(queue, 1);
    aMessage(queue, 1);
    expect(idsOf(await get(0, { limit: 1 }))).toEqual([first.updateId]);
  });

  it('counts a negative offset from the end and forgets the rest', async () => {
    const { queue, get } = setUp();
    aMessage(queue, 1);
    const last = aMessage(queue, 1);
    expect(idsOf(await get(-1))).toEqual([last.updateId]);
    expect(queue.size()).toBe(1);
  });

  it('waits for the first update', async () => {
    const { queue, get } = setUp();
    const waiting = get(0, { seconds: 30 });
    const update = aMessage(queue, 1);
    expect(idsOf(await waiting)).toEqual([update.updateId]);
  });

  it('answers an empty list when the time is over', async () => {
    const { clock, get } = setUp();
    const waiting = get(0, { seconds: 30 });
    clock.advance(30_000);
    expect(idsOf(await waiting)).toEqual([]);
  });

  it('ends a waiting request when another one comes', async () => {
    const { get } = setUp();
    const first = get(0, { seconds: 30 });
    void get(0, { seconds: 30 });
    expect(idsOf(await first)).toBe('other');
  });

  it('ends when a webhook is set', async () => {
    const { poll, get } = setUp();
    const waiting = get(0, { seconds: 30 });
    poll.terminate('webhook');
    expect(idsOf(await waiting)).toBe('webhook');
  });

  it('hands a confirmed update out again when a duplicate is scripted', async () => {
    let duplicates = 1;
    const { queue, get } = setUp({ shallDuplicate: () => duplicates-- > 0 });
    const update = aMessage(queue, 1);
    await get();
    expect(idsOf(await get(update.updateId + 1))).toEqual([update.updateId]);
    expect(idsOf(await get(update.updateId + 1))).toEqual([]);
  });
});
