import type { AuditLog } from '../ports/audit-log.ts';
import type { DeskTicket, DeskTickets } from '../ports/desk-tickets.ts';
import type { Clock } from '../ports/system.ts';
import type { NewTrackerTicket, TicketReader, TicketWriter, TrackerTicket } from '../ports/tracker.ts';
import { judgeAbsence, type UnknownWrite } from './judge-absence.ts';

export interface CreateTicketOncePorts {
  readonly tickets: DeskTickets;
  readonly reader: TicketReader;
  readonly writer: TicketWriter;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export type CreateOutcome =
  /** `ticket` is null where the number was known from an earlier attempt. */
  | { readonly kind: 'created'; readonly number: string; readonly ticket: TrackerTicket | null }
  | { readonly kind: 'later'; readonly why: 'down' | 'unknown'; readonly retryAfterMs: number }
  | { readonly kind: 'refused' };

const retryAfterMsDefault = 10_000;

/**
 * Brings a filing to the point where the tracker has its ticket, exactly once, from whatever step an earlier attempt
 * reached: the step is stored before the tracker is asked, and what may have happened is looked up by its marker.
 */
export function createTicketOnce(ports: CreateTicketOncePorts) {
  return async (desk: DeskTicket, ticket: NewTrackerTicket): Promise<CreateOutcome> => {
    const { step } = desk;
    switch (step.kind) {
      case 'filed':
      case 'created':
        return { kind: 'created', number: step.number, ticket: null };
      case 'creating': {
        const seen = await lookUp(ports, desk.reference, step);
        return seen === 'surely-not-created' ? create(ports, ticket) : seen;
      }
      case 'intended':
        return create(ports, ticket);
    }
  };
}

async function create(ports: CreateTicketOncePorts, ticket: NewTrackerTicket): Promise<CreateOutcome> {
  const { tickets, writer, clock } = ports;
  const { reference } = ticket;
  const attempt = { kind: 'creating', attemptedAt: clock.now(), lookups: 0 } as const;
  await tickets.saveStep(reference, attempt);
  const outcome = await writer.create(ticket);
  switch (outcome.kind) {
    case 'created':
      return adopt(ports, reference, outcome.ticket);
    case 'down':
      await tickets.saveStep(reference, { kind: 'intended' });
      return { kind: 'later', why: 'down', retryAfterMs: outcome.retryAfterMs ?? retryAfterMsDefault };
    case 'refused':
      await tickets.saveStep(reference, { kind: 'intended' });
      return { kind: 'refused' };
    case 'unknown': {
      const seen = await lookUp(ports, reference, attempt);
      if (seen === 'surely-not-created') throw new Error('A first lookup proves nothing.');
      return seen;
    }
  }
}

async function lookUp(
  ports: CreateTicketOncePorts,
  reference: string,
  attempt: UnknownWrite,
): Promise<CreateOutcome | 'surely-not-created'> {
  const { tickets, reader, clock } = ports;
  const found = await reader.findByReference(reference);
  if (found.kind !== 'found') {
    const retryAfterMs = (found.kind === 'down' && found.retryAfterMs) || retryAfterMsDefault;
    return { kind: 'later', why: found.kind === 'down' ? 'down' : 'unknown', retryAfterMs };
  }
  const [oldest, ...younger] = found.tickets;
  if (oldest) {
    await closeDuplicates(ports, oldest, younger);
    return adopt(ports, reference, oldest);
  }
  const absence = judgeAbsence(attempt, { settled: found.searchSettled }, clock.now());
  if (absence.kind === 'proven') return 'surely-not-created';
  const { lookups, retryAfterMs } = absence;
  await tickets.saveStep(reference, { kind: 'creating', attemptedAt: attempt.attemptedAt, lookups });
  return { kind: 'later', why: 'unknown', retryAfterMs };
}

async function adopt(ports: CreateTicketOncePorts, reference: string, ticket: TrackerTicket): Promise<CreateOutcome> {
  await ports.tickets.saveStep(reference, { kind: 'created', number: ticket.number });
  return { kind: 'created', number: ticket.number, ticket };
}

/** Two tickets with one marker: the older stays, the younger is linked to it and closed. Failing so is audited, no more. */
async function closeDuplicates(
  { writer, audit, clock }: CreateTicketOncePorts,
  kept: TrackerTicket,
  younger: readonly TrackerTicket[],
): Promise<void> {
  for (const { number, status } of younger) {
    if (status === 'closed') continue;
    const linked = await writer.linkDuplicate(number, kept.number);
    const closed = await writer.move(number, 'closed');
    await audit.append([
      {
        act: 'ticket-closed-as-duplicate',
        actor: { kind: 'service' },
        on: { kind: 'ticket', id: number },
        outcome: linked.kind === 'linked' && closed.kind === 'moved' ? 'done' : 'failed',
        reason: `duplicate-of-${kept.number}`,
        at: clock.now(),
      },
    ]);
  }
}
