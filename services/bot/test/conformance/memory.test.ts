import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { memoryDesk } from '../fakes/memory-desk.ts';
import { appendArrival, chatLane, epochOf } from '../fakes/memory-lanes.ts';
import { steeredClock } from '../fakes/steered-clock.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import { holdDraftsToTheirPromises } from './drafts.ts';
import { holdLedgerToItsPromises } from './ledger.ts';
import { holdPeopleToTheirPromises } from './people.ts';
import { monday10 } from './samples.ts';
import { holdTeamBoardsToTheirPromises } from './team-boards.ts';
import { holdTicketsToTheirPromises } from './tickets.ts';

const keptMax = 5;

async function open(): Promise<DeskUnderTest> {
  const clock = steeredClock(monday10);
  const desk = memoryDesk({ clock, keptMax });
  return {
    ...desk,
    keptMax,
    async arrive(chatId) {
      const lane = chatLane(chatId);
      const sourceId = randomUUID();
      appendArrival(desk.lanes, { source: 'telegram', sourceId, lane, payload: {}, receivedAt: clock.now() });
      return { kind: 'inbox', source: 'telegram', sourceId, lane, epoch: epochOf(desk.lanes, lane) };
    },
    async listPending(chatId) {
      const rows = desk.lanes.inbox.filter(({ lane, state }) => lane === chatLane(chatId) && state === 'pending');
      return rows.map(({ sourceId }) => sourceId);
    },
    close: async () => undefined,
  };
}

describe('in memory', () => {
  describe('the ledger', () => holdLedgerToItsPromises(open));
  describe('people', () => holdPeopleToTheirPromises(open));
  describe('drafts', () => holdDraftsToTheirPromises(open));
  describe('tickets', () => holdTicketsToTheirPromises(open));
  describe('team boards', () => holdTeamBoardsToTheirPromises(open));
});
