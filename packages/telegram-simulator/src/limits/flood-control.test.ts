import { describe, expect, it } from 'vitest';
import { createSteeredClock } from '../clock.ts';
import { FLOOD_LIMITS, FloodControl } from './flood-control.ts';

const CHAT = 700;
const GROUP = -400;

function setUp({ enabled = true } = {}) {
  const clock = createSteeredClock(0);
  const flood = new FloodControl({ clock, enabled });
  /** How many single messages pass before the first refusal. */
  const passing = (chatId: number, max = 1000) => {
    let sent = 0;
    while (sent < max && flood.spend(chatId, 1) === 0) sent += 1;
    return sent;
  };
  return { clock, flood, passing };
}

describe('flood limits', () => {
  it('let a short burst to a chat pass and then one message a second', () => {
    const { clock, flood, passing } = setUp();
    expect(passing(CHAT)).toBe(FLOOD_LIMITS.chatBurst);
    expect(flood.spend(CHAT, 1)).toBe(1);
    clock.advance(999);
    expect(flood.spend(CHAT, 1)).toBe(1);
    clock.advance(1);
    expect(passing(CHAT)).toBe(1);
  });

  it('name the seconds an album has to wait', () => {
    const { flood, passing } = setUp();
    passing(CHAT);
    expect(flood.spend(CHAT, 3)).toBe(3);
  });

  it('let an album pass that is larger than the burst', () => {
    const { flood } = setUp();
    expect(flood.spend(CHAT, 10)).toBe(0);
    expect(flood.spend(CHAT, 1)).toBe(3);
  });

  it('let about thirty notices a second pass in all', () => {
    const { clock, flood } = setUp();
    let sent = 0;
    while (flood.spend(1000 + sent, 1) === 0) sent += 1;
    expect(sent).toBe(FLOOD_LIMITS.bulkPerSecond);
    clock.advance(1000);
    expect(flood.spend(5000, 30)).toBe(0);
  });

  it('do not count replies to what a person just did', () => {
    const { flood } = setUp();
    for (let person = 1; person <= 200; person += 1) {
      flood.heard(person);
      for (let reply = 0; reply < FLOOD_LIMITS.repliesPerUpdate; reply += 1) expect(flood.spend(person, 1)).toBe(0);
    }
  });

  it('count what comes more than a minute after', () => {
    const { clock, flood, passing } = setUp();
    flood.heard(CHAT);
    clock.advance(FLOOD_LIMITS.replyWithinMs + 1);
    expect(passing(CHAT)).toBe(FLOOD_LIMITS.chatBurst);
  });

  it('let twenty messages a minute pass to a group, replies or not', () => {
    const { clock, flood, passing } = setUp();
    flood.heard(GROUP);
    expect(passing(GROUP)).toBe(FLOOD_LIMITS.groupPerMinute);
    expect(flood.spend(GROUP, 1)).toBe(3);
    clock.advance(3000);
    expect(passing(GROUP)).toBe(1);
  });

  it('are gone when switched off', () => {
    const { passing } = setUp({ enabled: false });
    expect(passing(CHAT, 500)).toBe(500);
  });
});
