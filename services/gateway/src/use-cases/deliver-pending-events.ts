import type { BotEvents, PendingEvents } from '../ports/bot-events.ts';

export interface DeliverPendingEventsPorts {
  readonly pending: PendingEvents;
  readonly bot: BotEvents;
}

const eventsOfKindMax = 100;

/**
 * Hands the bot what the gateway itself has to say; removed only once the bot has stored it. Each kind goes by itself:
 * a bot of a version that does not know one refuses all that comes with it.
 */
export function deliverPendingEvents({ pending, bot }: DeliverPendingEventsPorts) {
  return async (): Promise<'nothing' | 'delivered' | 'later'> => {
    const events = await pending.listOldestOfEachKind(eventsOfKindMax);
    if (events.length === 0) return 'nothing';
    let outcome: 'delivered' | 'later' = 'delivered';
    for (const batch of Map.groupBy(events, ({ kind }) => kind).values()) {
      if ((await bot.deliver(batch)) === 'stored') await pending.remove(batch.map(({ id }) => id));
      else outcome = 'later';
    }
    return outcome;
  };
}
