import type { ThinEvent } from '@desk/contract';
import { createDialogueTexts } from '../../src/locales/dialogue-texts.ts';
import { ticketTexts } from '../../src/locales/ticket-texts.ts';
import type { DirectoryEntry } from '../../src/ports/directory.ts';
import type { GatewayLimits, GatewayPorts } from '../../src/wire-use-cases.ts';
import { createFakeAuditLog, createFakeShippedAudit } from './audit-log.ts';
import { createFakeBot } from './bot-events.ts';
import { bareLetter, createFakeCodes, createFakeMailer } from './confirmations.ts';
import { createFakeConsultations } from './consultations.ts';
import { createFakeDeskComments, createFakeParticipants } from './desk-comments.ts';
import {
  createFakeAccountBook,
  createFakeDeskTickets,
  createFakeGivenAssignments,
  createFakeGrants,
} from './desk-tickets.ts';
import { createFakeDirectory } from './directory.ts';
import { createFakeClaimBoard } from './operation-claims.ts';
import { createFakePendingEvents } from './pending-events.ts';
import { createFakePersonRecords } from './person-records.ts';
import { createFakePhones, createFakeSignIn, createFakeTokens } from './sign-in.ts';
import { createFakeIds, createSteeredClock } from './system.ts';
import { createFakeTracker, type FakeTrackerOptions } from './tracker.ts';
import { createFakeUploads } from './uploads.ts';

export const testLimits: GatewayLimits = {
  sessions: { idleLimitMs: 30 * 60_000, absoluteLimitMs: 12 * 60 * 60_000 },
  signIns: {
    total: { attemptsMax: 50, windowMs: 60_000 },
    phone: { attemptsMax: 5, windowMs: 3_600_000 },
    person: { attemptsMax: 5, windowMs: 3_600_000 },
  },
  confirmation: { kind: 'none' },
  fileBytesMax: 1_000,
};

const teams: Readonly<Record<string, string>> = { internet: 'network', repair: 'repair' };

/** Every port in memory, with the handles a test steers them by. */
export function createFakePorts(
  people: readonly DirectoryEntry[],
  trackerOptions: Omit<FakeTrackerOptions, 'now'> = {},
) {
  const clock = createSteeredClock();
  const audit = createFakeAuditLog();
  const tracker = createFakeTracker({ ...trackerOptions, now: clock.now });
  const claimBoard = createFakeClaimBoard();
  const pendingEvents: ThinEvent[] = [];
  const { sessions, bindings, signIns, announced, confirmations } = createFakeSignIn(audit, pendingEvents);
  const mailer = createFakeMailer();
  const ports = {
    clock,
    pause: async () => undefined,
    isStopping: () => false,
    ids: createFakeIds(),
    texts: ticketTexts,
    dialogues: createDialogueTexts('Europe/Kyiv'),
    directory: createFakeDirectory(people, clock.now),
    teams: {
      teamOf: (type: string | null) => teams[type ?? ''] ?? 'network',
      has: (team: string) => ['network', ...Object.values(teams)].includes(team),
    },
    reader: tracker.reader,
    writer: tracker.writer,
    commentWriter: tracker.commentWriter,
    looks: tracker.looks,
    people: tracker.people,
    hooks: tracker.hooks,
    trackerName: 'Jira',
    catalogueDigest: 'digest-of-the-catalogue',
    auditRetentionDays: 1_095,
    bot: createFakeBot(),
    tokens: createFakeTokens(),
    phones: createFakePhones(),
    codes: createFakeCodes(),
    letter: bareLetter,
    ...{ confirmations, mailer },
    uploads: createFakeUploads(),
    sessions,
    signIns,
    tickets: createFakeDeskTickets(audit),
    grants: createFakeGrants(audit),
    given: createFakeGivenAssignments(audit),
    comments: createFakeDeskComments(audit),
    participants: createFakeParticipants(audit),
    consultations: createFakeConsultations(audit),
    accounts: createFakeAccountBook(),
    telegramAccounts: {
      async find(employeeId: string) {
        const bound = await bindings.list({ after: null, rowsMax: 100 });
        return bound.find((binding) => binding.employeeId === employeeId)?.telegramUserId ?? null;
      },
    },
    claims: claimBoard.process('first'),
    audit,
    shipped: createFakeShippedAudit(),
    pending: createFakePendingEvents(pendingEvents),
    retention: { removeExpired: async () => new Map(), findOldest: async () => new Map() },
    records: createFakePersonRecords(),
  } satisfies GatewayPorts;
  return { ...ports, bindings, announced, tracker, claimBoard, pendingEvents };
}
