import type { ThinEvent } from '@desk/contract';
import type { BotEvents } from '../../src/ports/bot-events.ts';

export interface FakeBot extends BotEvents {
  readonly received: readonly ThinEvent[];
  setReachable(reachable: boolean): void;
}

/** A bot that stores what it is given, while it is there. */
export function createFakeBot(): FakeBot {
  const received: ThinEvent[] = [];
  let reachable = true;
  return {
    received,
    setReachable(value) {
      reachable = value;
    },
    async deliver(events) {
      if (!reachable) return 'unreachable';
      received.push(...events);
      return 'stored';
    },
  };
}
