import { testDatabase } from '@desk/testing/vitest';
import { beforeAll, describe } from 'vitest';
import { holdDraftsToTheirPromises } from './drafts.ts';
import { holdLaneStoresToTheirPromises } from './lane-stores.ts';
import { holdLedgerToItsPromises } from './ledger.ts';
import { holdPeopleToTheirPromises } from './people.ts';
import { openForConformance, openLaneStore } from './postgres-desk.ts';
import { holdTeamBoardsToTheirPromises } from './team-boards.ts';
import { holdTicketNewsToItsPromises } from './ticket-news.ts';
import { holdTicketsToTheirPromises } from './tickets.ts';
import { holdWritingToItsPromises } from './writing.ts';

describe('over Postgres', () => {
  let databaseUrl: string;
  beforeAll(async () => {
    databaseUrl = (await testDatabase('bot')).url;
  });
  const open = () => openForConformance(databaseUrl);

  describe('the ledger', () => holdLedgerToItsPromises(open));
  describe('people', () => holdPeopleToTheirPromises(open));
  describe('drafts', () => holdDraftsToTheirPromises(open));
  describe('tickets', () => holdTicketsToTheirPromises(open));
  describe('writing', () => holdWritingToItsPromises(open));
  describe('ticket news', () => holdTicketNewsToItsPromises(open));
  describe('team boards', () => holdTeamBoardsToTheirPromises(open));
  describe('lanes', () => holdLaneStoresToTheirPromises(() => openLaneStore(databaseUrl)));
});
