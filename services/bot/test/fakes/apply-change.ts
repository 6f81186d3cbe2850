import { isOpen, type TicketFact } from '@desk/domain';
import type { Change } from '../../src/ports/plan.ts';
import { applyConsultationChange, fitsConsultations } from './apply-consultation-change.ts';
import { eraseRows } from './memory-privacy.ts';
import { findInForce, type Tables } from './memory-tables.ts';

/** Whether a change may be applied: every row as it was read, and nothing that may exist once exists twice. */
export function fits(tables: Tables, change: Change): boolean {
  switch (change.kind) {
    case 'save-person': {
      const { id, telegramId, detachedAt } = change.person;
      const others = [...tables.people.values()].filter((other) => other.id !== id && other.detachedAt === null);
      const isTaken = detachedAt === null && others.some((other) => other.telegramId === telegramId);
      return versionOf(tables.people.get(id)) === change.expected && !isTaken;
    }
    case 'save-session':
      return versionOf(tables.sessions.get(change.session.id)) === change.expected;
    case 'save-draft': {
      const { draft, state, expected } = change;
      const isSecond =
        state.kind === 'open' &&
        [...tables.drafts.values()].some(
          (other) =>
            other.draft.id !== draft.id && other.draft.ownerId === draft.ownerId && other.state.kind === 'open',
        );
      return versionOf(tables.drafts.get(draft.id)) === expected && !isSecond;
    }
    case 'drop-draft':
      return versionOf(tables.drafts.get(change.draftId)) === change.expected;
    case 'save-ticket':
      return versionOf(tables.tickets.get(change.ticket.id)) === change.expected;
    case 'save-assignment':
      return (findInForce(tables, change.assignment.ticketId)?.version ?? 0) === change.expected;
    case 'save-duty':
      return versionOf(tables.duties.get(change.duty.personId)) === change.expected;
    case 'save-outgoing':
      return versionOf(tables.outgoing.get(change.comment.id)) === change.expected;
    case 'save-consultation':
    case 'hold-slot':
    case 'say':
    case 'correct-said':
    case 'fix-batch':
    case 'save-rating-comment':
      return fitsConsultations(tables, change);
    case 'note-offer':
    case 'note-grant':
    case 'note-shown-wait':
    case 'record-consultation':
    case 'note-relayed':
    case 'note-mirrored':
    case 'keep-unaddressed':
    case 'drop-unaddressed':
    case 'note-message':
    case 'save-composition':
    case 'drop-composition':
    case 'touch-session':
    case 'save-sign-in-wait':
    case 'record-fact':
    case 'save-marks':
    case 'await-requester':
    case 'claim-tickets':
    case 'note-looks':
    case 'shift-workload':
    case 'note-told':
    case 'note-waiting':
    case 'store-decision':
    case 'resume-kept':
    case 'store-workload':
    case 'move-cursor':
    case 'note-export':
    case 'erase-person':
      return true;
  }
}

/** Applies a change that fits; what concerns the inbox is the ledger's. */
export function applyChange(tables: Tables, change: Change): void {
  switch (change.kind) {
    case 'save-person':
      tables.people.set(change.person.id, { ...change.person, version: change.expected + 1 });
      return;
    case 'save-session':
      saveSession(tables, change);
      return;
    case 'touch-session':
      touchSession(tables, change);
      return;
    case 'save-sign-in-wait':
      saveSignInWait(tables, change);
      return;
    case 'save-draft': {
      const { draft, state, expected } = change;
      tables.drafts.set(draft.id, { draft, state, version: expected + 1 });
      return;
    }
    case 'save-outgoing':
      saveOutgoing(tables, change);
      return;
    case 'note-message':
      noteMessage(tables, change);
      return;
    case 'save-composition':
      tables.compositions.set(change.composition.personId, change.composition);
      return;
    case 'drop-composition':
      tables.compositions.delete(change.personId);
      return;
    case 'drop-draft':
      tables.drafts.delete(change.draftId);
      return;
    case 'save-ticket': {
      const { ticket, grant, url, trackerChangedAt, expected } = change;
      const before = tables.tickets.get(ticket.id);
      const around = {
        waiting: before?.waiting ?? null,
        trackerReadAt: before?.trackerReadAt ?? null,
        ...{ slaDueAt: before?.slaDueAt ?? null, slaToldFor: before?.slaToldFor ?? null },
        closedAt: isOpen(ticket.status) ? null : (before?.closedAt ?? ticket.changedAt),
      };
      if (isOpen(ticket.status)) tables.silenceGivenUp.delete(ticket.id);
      tables.tickets.set(ticket.id, { ticket, grant, url, trackerChangedAt, ...around, version: expected + 1 });
      return;
    }
    case 'save-marks':
      saveMarks(tables, change);
      return;
    case 'await-requester':
      tables.requesters.set(change.ticketId, change.employeeId);
      return;
    case 'claim-tickets':
      claimTickets(tables, change);
      return;
    case 'note-looks':
      for (const ticketId of change.ticketIds) tables.looks.set(ticketId, change.at);
      return;
    case 'shift-workload':
      shiftWorkload(tables, change);
      return;
    case 'note-told':
      noteTold(tables, change);
      return;
    case 'record-fact':
      recordFact(tables, change.fact);
      return;
    case 'note-waiting':
      noteWaiting(tables, change);
      return;
    case 'save-assignment':
      saveAssignment(tables, change);
      return;
    case 'store-decision':
      tables.decisions.set(change.id, { ticketId: change.ticketId, decision: change.decision });
      return;
    case 'save-duty':
      saveDuty(tables, change);
      return;
    case 'store-workload':
      tables.workloads.set(change.team, change.active);
      return;
    case 'move-cursor':
      tables.cursors.set(change.name, change.value);
      return;
    case 'resume-kept':
      return;
    case 'note-export':
      if (change.at === null) tables.exports.delete(change.personId);
      else tables.exports.set(change.personId, change.at);
      return;
    case 'erase-person':
      eraseRows(tables, change);
      return;
    default:
      applyConsultationChange(tables, change);
  }
}

/** Settling one that another has taken the place of leaves that one as it is. */
function saveSignInWait({ waits }: Tables, { wait }: Extract<Change, { kind: 'save-sign-in-wait' }>): void {
  const stored = waits.get(wait.telegramId);
  const isOthers = stored !== undefined && stored.confirmationId !== wait.confirmationId;
  if (wait.settledAt === null || !isOthers) waits.set(wait.telegramId, wait);
}

function saveMarks(tables: Tables, change: Extract<Change, { kind: 'save-marks' }>): void {
  const { ticketId, readAt, slaDueAt, comments } = change;
  const stored = tables.tickets.get(ticketId);
  if (!stored) return;
  tables.tickets.set(ticketId, { ...stored, trackerReadAt: readAt, slaDueAt });
  const written = new Map((tables.comments.get(ticketId) ?? []).map((comment) => [comment.id, comment]));
  for (const comment of comments) written.set(comment.id, comment);
  tables.comments.set(ticketId, [...written.values()]);
}

function claimTickets(tables: Tables, { personId, employeeId }: Extract<Change, { kind: 'claim-tickets' }>): void {
  for (const [ticketId, awaited] of tables.requesters) {
    const stored = tables.tickets.get(ticketId);
    if (awaited !== employeeId || stored?.ticket.requesterId !== null) continue;
    const ticket = { ...stored.ticket, requesterId: personId };
    tables.tickets.set(ticketId, { ...stored, ticket, version: stored.version + 1 });
    tables.requesters.delete(ticketId);
  }
}

function shiftWorkload(tables: Tables, { personId, by }: Extract<Change, { kind: 'shift-workload' }>): void {
  const employeeId = tables.people.get(personId)?.profile.employeeId;
  for (const [team, active] of tables.workloads) {
    const before = employeeId === undefined ? undefined : active.get(employeeId);
    if (employeeId === undefined || before === undefined) continue;
    tables.workloads.set(team, new Map(active).set(employeeId, Math.max(0, before + by)));
  }
}

function noteTold(tables: Tables, { ticketId, what, about }: Extract<Change, { kind: 'note-told' }>): void {
  const stored = tables.tickets.get(ticketId);
  if (what === 'silence') tables.silenceGivenUp.add(ticketId);
  else if (stored) tables.tickets.set(ticketId, { ...stored, slaToldFor: about });
}

function noteWaiting({ tickets }: Tables, { ticketId, reason }: Extract<Change, { kind: 'note-waiting' }>): void {
  const stored = tickets.get(ticketId);
  if (stored) tickets.set(ticketId, { ...stored, waiting: reason });
}

function saveOutgoing({ outgoing }: Tables, { comment, expected }: Extract<Change, { kind: 'save-outgoing' }>): void {
  const place = outgoing.get(comment.id)?.place ?? outgoing.size + 1;
  outgoing.set(comment.id, { comment, place, version: expected + 1 });
}

function noteMessage(
  { ticketMessages }: Tables,
  { chatId, messageId, ticketId, message }: Extract<Change, { kind: 'note-message' }>,
): void {
  const key = `${chatId}.${messageId}`;
  if (!ticketMessages.has(key)) ticketMessages.set(key, { ticketId, message });
}

function saveSession({ sessions }: Tables, { session, expected }: Extract<Change, { kind: 'save-session' }>): void {
  const lastActivityAt = Math.max(sessions.get(session.id)?.lastActivityAt ?? 0, session.lastActivityAt);
  sessions.set(session.id, { ...session, lastActivityAt, version: expected + 1 });
}

function touchSession({ sessions }: Tables, { sessionId, at }: Extract<Change, { kind: 'touch-session' }>): void {
  const session = sessions.get(sessionId);
  if (session?.state !== 'live') return;
  sessions.set(sessionId, { ...session, lastActivityAt: Math.max(session.lastActivityAt, at) });
}

const noFact: Omit<TicketFact, 'ticketId'> = {
  requestType: '',
  team: '',
  priority: 'medium',
  createdAt: 0,
  assignedAt: null,
  firstReactionAt: null,
  resolvedAt: null,
  reopenedCount: 0,
};

/** A moment once set stays; `reopenedCount` is added to. */
function recordFact({ facts }: Tables, fact: Extract<Change, { kind: 'record-fact' }>['fact']): void {
  const before = facts.get(fact.ticketId);
  const known = before ?? { ...noFact, ticketId: fact.ticketId };
  facts.set(fact.ticketId, {
    ...known,
    ...fact,
    assignedAt: known.assignedAt ?? fact.assignedAt ?? null,
    firstReactionAt: known.firstReactionAt ?? fact.firstReactionAt ?? null,
    resolvedAt: known.resolvedAt ?? fact.resolvedAt ?? null,
    reopenedCount: known.reopenedCount + (fact.reopenedCount ?? 0),
  });
}

function saveAssignment(tables: Tables, change: Extract<Change, { kind: 'save-assignment' }>): void {
  const { assignment, decisionId, expected } = change;
  const all = tables.assignments.get(assignment.ticketId) ?? [];
  const stored = { assignment, decisionId, version: expected + 1 };
  const others = expected === 0 ? all : all.filter((other) => other !== findInForce(tables, assignment.ticketId));
  tables.assignments.set(assignment.ticketId, [...others, stored]);
}

function saveDuty(tables: Tables, { duty, at, expected }: Extract<Change, { kind: 'save-duty' }>): void {
  tables.duties.set(duty.personId, { ...duty, version: expected + 1 });
  const log = (tables.shifts.get(duty.personId) ?? []).map((span) => (span.to === null ? { ...span, to: at } : span));
  if (duty.state === 'on-shift') log.push({ from: at, to: null });
  tables.shifts.set(duty.personId, log);
}

function versionOf(row: { readonly version: number } | undefined): number {
  return row?.version ?? 0;
}
