import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HandleArrival, InboxItem } from '../../ports/inbox.ts';
import { noTalk, type Seen } from '../../use-cases/see-speaker.ts';
import { readAhead } from './read-ahead.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const lane = 'chat:7';
const telegramId = 7;

function item(sourceId: string, epoch = 1): InboxItem {
  return { source: 'telegram', sourceId, lane, epoch, payload: null, receivedAt: 0, attempt: 1 };
}

/** A process that has worked in the lane, and what it has read; each reading is another. */
async function working({ epoch = 1 } = {}) {
  const read: Seen[] = [];
  const ahead = readAhead(async () => {
    const seen: Seen = { known: null, talk: { ...noTalk } };
    read.push(seen);
    return seen;
  });
  const answer = (handle: HandleArrival, each: InboxItem) => ahead.outdatedBy(handle)(each);
  await answer((each) => ahead.take(each).then(() => 'committed'), item('before', epoch));
  return { ahead, read, answer };
}

it('what is said in a lane that is worked in here is read as it is stored, and told once', async () => {
  const { ahead, read } = await working();
  ahead.begin(item('a'), telegramId);
  expect(await ahead.take(item('a'))).toBe(read[0]);
  expect(await ahead.take(item('a'))).toBeNull();
  expect(read).toHaveLength(1);
});

it('nothing is read for a lane in which nothing was answered here', async () => {
  const { ahead, read } = await working();
  ahead.begin({ lane: 'chat:8', sourceId: 'a' }, 8);
  expect(read).toEqual([]);
});

it('what was read while somebody else may have had the lane does not count', async () => {
  const { ahead } = await working({ epoch: 1 });
  ahead.begin(item('a'), telegramId);
  expect(await ahead.take(item('a', 3))).toBeNull();
});

it('what was read before another answer of the lane was stored does not count', async () => {
  const { ahead, answer } = await working();
  const stored = Promise.withResolvers<'committed'>();
  const answered = answer(() => stored.promise, item('a'));
  ahead.begin(item('b'), telegramId);
  stored.resolve('committed');
  await answered;
  expect(await ahead.take(item('b'))).toBeNull();
});

it('nor where that answer failed: nobody knows what was stored', async () => {
  const { ahead, answer } = await working();
  ahead.begin(item('b'), telegramId);
  await expect(answer(() => Promise.reject(new Error('lost')), item('a'))).rejects.toThrow('lost');
  expect(await ahead.take(item('b'))).toBeNull();
});

it('of two that are stored at once the first counts', async () => {
  const { ahead, read } = await working();
  ahead.begin(item('a'), telegramId);
  ahead.begin(item('b'), telegramId);
  expect(read).toHaveLength(1);
  expect(await ahead.take(item('b'))).toBeNull();
  expect(await ahead.take(item('a'))).toBe(read[0]);
});

it('what took long to be stored is asked again', async () => {
  const { ahead, read } = await working();
  ahead.begin(item('a'), telegramId);
  vi.advanceTimersByTime(251);
  expect(await ahead.take(item('a'))).toBeNull();
  ahead.begin(item('b'), telegramId);
  vi.advanceTimersByTime(251);
  ahead.begin(item('c'), telegramId);
  expect(await ahead.take(item('c'))).toBe(read[2]);
});

it('no more than thirty-two are read ahead at once; those that came to nothing make way', async () => {
  const { ahead, read } = await working();
  const lanes = Array.from({ length: 33 }, (_, at) => `chat:${100 + at}`);
  for (const each of lanes) await ahead.take({ lane: each, sourceId: 'before', epoch: 1 });
  const beginAll = () => lanes.forEach((each, at) => void ahead.begin({ lane: each, sourceId: 'a' }, 100 + at));
  beginAll();
  expect(read).toHaveLength(32);
  vi.advanceTimersByTime(251);
  beginAll();
  expect(read).toHaveLength(64);
});

it('a reading that fails is none', async () => {
  const ahead = readAhead(() => Promise.reject(new Error('The database is away.')));
  await ahead.take(item('before'));
  ahead.begin(item('a'), telegramId);
  expect(await ahead.take(item('a'))).toBeNull();
});
