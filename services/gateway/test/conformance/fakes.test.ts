import type { ThinEvent } from '@desk/contract';
import { createFakeAuditLog } from '../fakes/audit-log.ts';
import { createFakeConsultations } from '../fakes/consultations.ts';
import { createFakeDeskComments, createFakeParticipants } from '../fakes/desk-comments.ts';
import {
  createFakeAccountBook,
  createFakeDeskTickets,
  createFakeGivenAssignments,
  createFakeGrants,
} from '../fakes/desk-tickets.ts';
import { createFakeClaimBoard } from '../fakes/operation-claims.ts';
import { createFakePendingEvents } from '../fakes/pending-events.ts';
import { createFakeSignIn } from '../fakes/sign-in.ts';
import { describeConfirmations } from './confirmations.ts';
import { describeConsultations } from './consultations.ts';
import { describeDeskComments } from './desk-comments.ts';
import { describeDeskTickets } from './desk-tickets.ts';
import { describeOperationClaims } from './operation-claims.ts';
import { describePendingEvents } from './pending-events.ts';
import { describeSignIn } from './sign-in.ts';

describeOperationClaims('in memory', async () => {
  const board = createFakeClaimBoard();
  return {
    first: board.process('first'),
    second: board.process('second'),
    killFirst: async () => board.kill('first'),
  };
});

describeSignIn('in memory', async () => {
  const audit = createFakeAuditLog();
  const fake = createFakeSignIn(audit);
  return {
    ...fake,
    acts: async () => audit.entries.map(({ act }) => act),
    announced: async () => fake.announced,
  };
});

describeConfirmations('in memory', async () => {
  const audit = createFakeAuditLog();
  const events: ThinEvent[] = [];
  return {
    ...createFakeSignIn(audit, events),
    acts: async () => audit.entries.map(({ act }) => act),
    events: async () => events.map(({ kind }) => kind),
  };
});

describePendingEvents('in memory', async () => {
  const events: ThinEvent[] = [];
  return {
    pending: createFakePendingEvents(events),
    hold: async (more) => void events.push(...more),
  };
});

describeDeskTickets('in memory', async () => {
  const audit = createFakeAuditLog();
  return {
    tickets: createFakeDeskTickets(audit),
    grants: createFakeGrants(audit),
    given: createFakeGivenAssignments(audit),
    accounts: createFakeAccountBook(),
    acts: async () => audit.entries.map(({ act }) => act),
  };
});

describeDeskComments('in memory', async () => {
  const audit = createFakeAuditLog();
  return {
    comments: createFakeDeskComments(audit),
    participants: createFakeParticipants(audit),
    acts: async () => audit.entries.map(({ act }) => act),
  };
});

describeConsultations('in memory', async () => {
  const audit = createFakeAuditLog();
  return { consultations: createFakeConsultations(audit), acts: async () => audit.entries.map(({ act }) => act) };
});
