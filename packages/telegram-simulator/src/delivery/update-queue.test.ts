import { describe, expect, it } from 'vitest';
import { aCallback, aMessage } from '../../test/support/updates.ts';
import { createSteeredClock } from '../clock.ts';
import { forgetfulJournal } from '../state/journal.ts';
import { CALLBACK_LIFE_MS, MESSAGE_LIFE_MS, UpdateQueue } from './update-queue.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

function setUp() {
  const clock = createSteeredClock(0);
  return { clock, queue: new UpdateQueue({ clock, journal: forgetfulJournal }) };
}

describe('updates waiting for the bot', () => {
  it('are numbered one after the other', () => {
    const { queue } = setUp();
    const first = aMessage(queue, 1);
    expect(aMessage(queue, 2).updateId).toBe(first.updateId + 1);
  });

  it('are numbered from a random number after a quiet week', () => {
    const { clock, queue } = setUp();
    const first = aMessage(queue, 1);
    clock.advance(7 * DAY_MS - 1);
    const second = aMessage(queue, 1);
    expect(second.updateId).toBe(first.updateId + 1);
    clock.advance(7 * DAY_MS);
    expect(aMessage(queue, 1).updateId).not.toBe(second.updateId + 1);
  });

  it('live 24 hours, callback queries 150 seconds', () => {
    const { clock, queue } = setUp();
    aMessage(queue, 1);
    aCallback(queue, 1);
    clock.advance(CALLBACK_LIFE_MS - 1);
    expect(queue.size()).toBe(2);
    clock.advance(1);
    expect(queue.size()).toBe(1);
    clock.advance(MESSAGE_LIFE_MS - CALLBACK_LIFE_MS);
    expect(queue.size()).toBe(0);
    expect(queue.expiredCount()).toBe(2);
  });

  it('are not even queued when the bot did not ask for their type', () => {
    const { queue } = setUp();
    queue.allow(['message']);
    aMessage(queue, 1);
    expect(() => aCallback(queue, 1)).toThrow('did not take');
    queue.allow([]);
    aCallback(queue, 1);
    expect(queue.size()).toBe(2);
  });
});
