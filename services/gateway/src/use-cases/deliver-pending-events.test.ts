import type { ThinEvent } from '@desk/contract';
import { expect, it } from 'vitest';
import { createFakeBot } from '../../test/fakes/bot-events.ts';
import { createFakePendingEvents } from '../../test/fakes/pending-events.ts';
import { aUuid } from '../../test/fakes/system.ts';
import { deliverPendingEvents } from './deliver-pending-events.ts';

const at = 1;
const revoked: ThinEvent = { kind: 'session-revoked', id: 'r-1', sessionId: aUuid(1), at };
const alarm: ThinEvent = { kind: 'security-alarm', id: 'a-1', alarm: 'mass-reading', count: 1, at };
const erased: ThinEvent = { kind: 'person-erased', id: 'e-1', employeeId: 'e-1', at };

/** @claim border A bot of an earlier contract hears of alarms and of revoked sessions, whatever else it does not understand. */
it('a bot that knows nothing of one kind gets the others, and that one once it does', async () => {
  const waiting = [erased, revoked, alarm];
  const pending = createFakePendingEvents(waiting);
  const bot = createFakeBot();
  let unknown: ThinEvent['kind'] | null = 'person-erased';
  const deliver = deliverPendingEvents({
    pending,
    bot: {
      deliver: async (events) => (events.some(({ kind }) => kind === unknown) ? 'refused' : bot.deliver(events)),
    },
  });
  expect(await deliver()).toBe('later');
  expect([bot.received, waiting]).toEqual([[revoked, alarm], [erased]]);
  unknown = null;
  expect(await deliver()).toBe('delivered');
  expect([bot.received.at(-1), waiting]).toEqual([erased, []]);
  expect(await deliver()).toBe('nothing');
});

it('what is refused is in no other kind’s way, however much of it there is', async () => {
  const refused = Array.from({ length: 250 }, (_, order): ThinEvent => ({ ...erased, id: `e-${order}` }));
  const waiting = [...refused, revoked];
  const bot = createFakeBot();
  const deliver = deliverPendingEvents({
    pending: createFakePendingEvents(waiting),
    bot: {
      deliver: async (events) =>
        events.some(({ kind }) => kind === 'person-erased') ? 'refused' : bot.deliver(events),
    },
  });
  expect(await deliver()).toBe('later');
  expect([bot.received, waiting]).toEqual([[revoked], refused]);
});
