import type { ThinEvent } from '@desk/contract';
import type { BotEvents, PendingEvents } from '../ports/bot-events.ts';

export interface DeliverPendingEventsPorts {
  readonly pending: PendingEvents;
  readonly bot: BotEvents;
}

const eventsPerRunMax = 100;

/**
 * Hands the bot what the gateway itself has to say; removed only once the bot has stored it. Alarms go by themselves: a
 * bot of the version before knows none, refuses what they come with, and would not hear of revoked sessions.
 */
export function deliverPendingEvents({ pending, bot }: DeliverPendingEventsPorts) {
  return async (): Promise<'nothing' | 'delivered' | 'later'> => {
    const events = await pending.listOldest(eventsPerRunMax);
    if (events.length === 0) return 'nothing';
    const isAlarm = ({ kind }: ThinEvent) => kind === 'security-alarm';
    const batches = [events.filter((event) => !isAlarm(event)), events.filter(isAlarm)];
    let outcome: 'delivered' | 'later' = 'delivered';
    for (const batch of batches.filter(({ length }) => length > 0)) {
      if ((await bot.deliver(batch)) === 'stored') await pending.remove(batch.map(({ id }) => id));
      else outcome = 'later';
    }
    return outcome;
  };
}
