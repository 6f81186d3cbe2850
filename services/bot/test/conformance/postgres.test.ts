import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdChatMessagesToTheirPromises } from './chat-messages.ts';
import { holdConsultationRecordsToTheirPromises } from './consultation-records.ts';
import { holdConsultationsToTheirPromises } from './consultations.ts';
import { holdDraftsToTheirPromises } from './drafts.ts';
import { holdLaneStoresToTheirPromises } from './lane-stores.ts';
import { holdLedgerToItsPromises } from './ledger.ts';
import { listScans, watchStatements } from './list-scans.ts';
import { holdOfferBoardsToTheirPromises } from './offer-boards.ts';
import { holdPeopleToTheirPromises } from './people.ts';
import { openForConformance, openLaneStore } from './postgres-desk.ts';
import { holdSignInWaitsToTheirPromises } from './sign-in-waits.ts';
import { holdTeamBoardsToTheirPromises } from './team-boards.ts';
import { holdTicketNewsToItsPromises } from './ticket-news.ts';
import { holdTicketsToTheirPromises } from './tickets.ts';
import { holdWritingToItsPromises } from './writing.ts';

/** What is open or delayed is little, and looked through whole where it is all the same; staff as well. */
const looksThrough = {
  'count-slots': ['chat_sessions_open_key'],
  'select-candidates': ['users_telegram_account_key'],
  'select-consultations-of-person': ['chat_sessions_open_key'],
  'select-dialogues-of-person': ['chat_sessions_open_key'],
  'select-due-consultations': ['chat_sessions_open_key'],
  'select-lines-of-teams': ['chat_sessions_open_key'],
  'select-offer-candidates': ['chat_sessions_open_key', 'users_telegram_account_key'],
  'select-open-consultations': ['chat_sessions_open_key'],
  'select-talk-of-account': ['chat_sessions_open_key'],
  'select-untold-assignment': ['outbox_delayed_idx'],
};

describe('over Postgres', () => {
  let databaseUrl: string;
  beforeAll(async () => {
    databaseUrl = (await testDatabase('bot')).url;
  });
  const watch = watchStatements();
  afterAll(watch.stop);
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

  it('every statement finds its rows by key, planned once and for all, while there is nothing yet', async () => {
    const empty = await testDatabase('bot');
    const scans = await listScans(empty.url, watch.texts);
    expect(Object.fromEntries(scans)).toEqual(looksThrough);
    expect(watch.texts.size).toBeGreaterThan(60);
  });
});
