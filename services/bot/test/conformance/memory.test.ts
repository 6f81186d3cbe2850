import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { memoryDesk } from '../fakes/memory-desk.ts';
import { memoryLaneStore, memoryLeaseMs } from '../fakes/memory-lane-store.ts';
import { appendArrival, chatLane, epochOf, laneOf } from '../fakes/memory-lanes.ts';
import { memoryWaitLines } from '../fakes/memory-wait-lines.ts';
import { steeredClock } from '../fakes/steered-clock.ts';
import { holdChatMessagesToTheirPromises } from './chat-messages.ts';
import { holdConsultationRecordsToTheirPromises } from './consultation-records.ts';
import { holdConsultationsToTheirPromises } from './consultations.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import { holdDraftsToTheirPromises } from './drafts.ts';
import { holdLaneStoresToTheirPromises, type LaneStoreUnderTest, type LaneWorker } from './lane-stores.ts';
import { holdLedgerToItsPromises } from './ledger.ts';
import { holdOfferBoardsToTheirPromises } from './offer-boards.ts';
import { holdPeopleToTheirPromises } from './people.ts';
import { monday10 } from './samples.ts';
import { holdSignInWaitsToTheirPromises } from './sign-in-waits.ts';
import { holdTeamBoardsToTheirPromises } from './team-boards.ts';
import { holdTicketNewsToItsPromises } from './ticket-news.ts';
import { holdTicketsToTheirPromises } from './tickets.ts';
import { holdWaitLinesToTheirPromises } from './wait-lines.ts';
import { holdWritingToItsPromises } from './writing.ts';

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
    async countEffects(lane) {
      const delayed = desk.lanes.delayed.filter(({ effect }) => laneOf(effect) === lane).length;
      const waiting = desk.lanes.outbox.filter((row) => row.lane === lane && row.state === 'waiting').length;
      return { delayed, waiting };
    },
    async joinDue(now) {
      clock.advance(now - clock.now());
      desk.ledger.joinDue();
    },
    close: async () => undefined,
  };
}

async function openLaneStore(): Promise<LaneStoreUnderTest> {
  const clock = steeredClock(monday10);
  const store = memoryLaneStore(clock);
  const owners = new Map<LaneWorker, string>();
  return {
    async open() {
      const owner = randomUUID();
      const worker: LaneWorker = {
        leases: store.leasesOf(owner),
        inboxLanes: store.inboxLanesOf(owner),
        outboxLanes: store.outboxLanesOf(owner),
        append: async (lane, sourceId) => store.append({ lane, sourceId }),
        async send() {
          const id = randomUUID();
          store.send({ id, lane: `ticket:${id}` });
          return `ticket:${id}`;
        },
      };
      owners.set(worker, owner);
      return worker;
    },
    letLeasesLapse: async () => clock.advance(memoryLeaseMs + 1),
    kill: async (worker) => store.freeLanesOf(new Set([owners.get(worker) ?? ''])),
    close: async () => undefined,
  };
}

describe('in memory', () => {
  describe('the ledger', () => holdLedgerToItsPromises(open));
  describe('people', () => holdPeopleToTheirPromises(open));
  describe('waits for a sign-in', () => holdSignInWaitsToTheirPromises(open));
  describe('drafts', () => holdDraftsToTheirPromises(open));
  describe('tickets', () => holdTicketsToTheirPromises(open));
  describe('writing', () => holdWritingToItsPromises(open));
  describe('ticket news', () => holdTicketNewsToItsPromises(open));
  describe('team boards', () => holdTeamBoardsToTheirPromises(open));
  describe('consultations', () => holdConsultationsToTheirPromises(open));
  describe('figures of consultations', () => holdConsultationRecordsToTheirPromises(open));
  describe('what is said in them', () => holdChatMessagesToTheirPromises(open));
  describe('offer boards', () => holdOfferBoardsToTheirPromises(open));
  describe('the wait queue', () =>
    holdWaitLinesToTheirPromises(async () => ({ lines: memoryWaitLines(), close: async () => undefined })));
  describe('lanes', () => holdLaneStoresToTheirPromises(openLaneStore));
});
