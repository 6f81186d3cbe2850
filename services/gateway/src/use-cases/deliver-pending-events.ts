import type { BotEvents, PendingEvents } from '../ports/bot-events.ts';

export interface DeliverPendingEventsPorts {
  readonly pending: PendingEvents;
  readonly bot: BotEvents;
}

const eventsPerRunMax = 100;

/** Hands the bot what the gateway itself has to say; removed only once the bot has stored it. */
export function deliverPendingEvents({ pending, bot }: DeliverPendingEventsPorts) {
  return async (): Promise<'nothing' | 'delivered' | 'later'> => {
    const events = await pending.listOldest(eventsPerRunMax);
    if (events.length === 0) return 'nothing';
    if ((await bot.deliver(events)) !== 'stored') return 'later';
    await pending.remove(events.map(({ id }) => id));
    return 'delivered';
  };
}
