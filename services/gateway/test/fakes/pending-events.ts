import type { ThinEvent } from '@desk/contract';
import type { PendingEvents } from '../../src/ports/bot-events.ts';

/** Events in memory, the oldest first in `events`. */
export function createFakePendingEvents(events: ThinEvent[] = []): PendingEvents {
  return {
    async listOldestOfEachKind(ofKindMax) {
      const kept = [...Map.groupBy(events, ({ kind }) => kind).values()].flatMap((all) => all.slice(0, ofKindMax));
      return events.filter((event) => kept.includes(event));
    },
    async remove(ids) {
      events.splice(0, events.length, ...events.filter(({ id }) => !ids.includes(id)));
    },
  };
}
