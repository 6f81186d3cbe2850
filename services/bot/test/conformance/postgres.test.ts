import { testDatabase } from '@desk/testing/vitest';
import { beforeAll, describe } from 'vitest';
import { holdChatMessagesToTheirPromises } from './chat-messages.ts';
import { holdConsultationRecordsToTheirPromises } from './consultation-records.ts';
import { holdConsultationsToTheirPromises } from './consultations.ts';
import { holdDraftsToTheirPromises } from './drafts.ts';
import { holdLaneStoresToTheirPromises } from './lane-stores.ts';
import { holdLedgerToItsPromises } from './ledger.ts';
import { holdOfferBoardsToTheirPromises } from './offer-boards.ts';
import { holdPeopleToTheirPromises } from './people.ts';
import { openForConformance, openLaneStore } from './postgres-desk.ts';
import { holdSignInWaitsToTheirPromises } from './sign-in-waits.ts';
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
  describe('lanes', () => holdLaneStoresToTheirPromises(() => openLaneStore(databaseUrl)));
});
