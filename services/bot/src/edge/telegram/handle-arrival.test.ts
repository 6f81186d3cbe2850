import { describe, expect, it } from 'vitest';
import { memoryDesk } from '../../../test/fakes/memory-desk.ts';
import { appendArrival } from '../../../test/fakes/memory-lanes.ts';
import { samplePolicy } from '../../../test/fakes/sample-policy.ts';
import { steeredClock } from '../../../test/fakes/steered-clock.ts';
import type { InboxItem } from '../../ports/inbox.ts';
import { giveUpUpdate } from '../../use-cases/give-up-update.ts';
import type { Intent, Speaker } from '../../use-cases/intent.ts';
import { handleTelegramArrival, handleTelegramDeadLetter } from './handle-arrival.ts';
import type { Heard } from './hear-update.ts';

const speaker: Speaker = { telegramId: 7001, chatId: 7001, chatKind: 'private', language: 'uk' };
const start: Intent = { kind: 'command', command: 'start' };

function setting() {
  const clock = steeredClock(1_000);
  const desk = memoryDesk({ clock });
  const arrive = (payload: unknown): InboxItem => {
    const arrival = { source: 'telegram', sourceId: '1', lane: 'chat:7001', payload, receivedAt: 1_000 } as const;
    appendArrival(desk.lanes, arrival);
    return { ...arrival, epoch: 1, attempt: 1 };
  };
  return { desk, clock, arrive };
}

describe('an update out of the inbox', () => {
  it.each<{ name: string; payload: unknown; heard: Heard; told: number }>([
    { name: 'that says something is answered', payload: { update_id: 1 }, heard: { speaker, intent: start }, told: 1 },
    { name: 'that says nothing is only marked done', payload: { update_id: 1 }, heard: null, told: 0 },
    { name: 'that is none is only marked done', payload: 'nonsense', heard: { speaker, intent: start }, told: 0 },
  ])('$name', async ({ payload, heard, told }) => {
    const { desk, arrive } = setting();
    const told_: Intent[] = [];
    const handle = handleTelegramArrival({
      hear: async () => heard,
      converse: async (_speaker, intent, cause) => {
        told_.push(intent);
        return desk.ledger.commit({ changes: [], effects: [], audit: [], jobs: [], cause: 'done' }, cause);
      },
      ledger: desk.ledger,
      ahead: { take: async () => null },
    });
    expect(await handle(arrive(payload))).toBe('committed');
    expect(told_).toHaveLength(told);
    expect(desk.lanes.inbox).toMatchObject([{ state: 'done' }]);
  });
});

describe('an update that failed for the last time', () => {
  it.each<{ name: string; hear: () => Promise<Heard>; notices: number }>([
    { name: 'its sender is told', hear: async () => ({ speaker, intent: start }), notices: 1 },
    {
      name: 'a group is not bothered',
      hear: async () => ({ speaker: { ...speaker, chatKind: 'group' }, intent: start }),
      notices: 0,
    },
    { name: 'nobody is told when it cannot be read', hear: () => Promise.reject(new Error('unreadable')), notices: 0 },
  ])('is set aside and audited; $name', async ({ hear, notices }) => {
    const { desk, clock, arrive } = setting();
    const giveUp = giveUpUpdate({ ...desk, clock, policy: samplePolicy() });
    expect(await handleTelegramDeadLetter({ hear, giveUp })(arrive({ update_id: 1 }))).toBe('committed');
    expect(desk.lanes.inbox).toMatchObject([{ state: 'dead' }]);
    expect(desk.lanes.outbox).toHaveLength(notices);
    expect(desk.tables.audit).toMatchObject([
      { act: 'update-dead-lettered', on: { kind: 'update', id: 'telegram:1' }, outcome: 'failed' },
    ]);
  });
});
