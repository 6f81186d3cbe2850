import type { DeclaredFile, Grant, NewTicket, TicketState } from '@desk/contract';
import type { AuditEntry } from '@desk/domain';
import type { AuditLog } from '../ports/audit-log.ts';
import {
  type DeskTicket,
  type DeskTickets,
  type FilingGrants,
  filingGrantLivesMs,
  type Requester,
} from '../ports/desk-tickets.ts';
import type { Clock, Ids } from '../ports/system.ts';
import type { TelegramAccounts } from '../ports/telegram-accounts.ts';
import type { TicketTexts } from '../ports/ticket-texts.ts';
import type { NewTrackerTicket, TicketReader, TrackerTicket } from '../ports/tracker.ts';
import type { Uploads } from '../ports/uploads.ts';
import type { attachFiles } from './attach-files.ts';
import { type GrantCaller, type PersonCaller, requesterOf } from './caller.ts';
import type { createTicketOnce } from './create-ticket-once.ts';
import { judgeUploads } from './judge-uploads.ts';
import type { PresentTicket } from './present-ticket.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface FileTicketPorts {
  readonly tickets: DeskTickets;
  readonly grants: FilingGrants;
  readonly uploads: Uploads;
  readonly telegramAccounts: TelegramAccounts;
  readonly reader: TicketReader;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly texts: TicketTexts;
  readonly create: ReturnType<typeof createTicketOnce>;
  readonly attach: ReturnType<typeof attachFiles>;
  readonly presentTicket: PresentTicket;
}

export interface Filing {
  readonly caller: PersonCaller | GrantCaller;
  readonly body: NewTicket;
  readonly bodyDigest: string;
}

export type FileTicketOutcome =
  | { readonly kind: 'filed'; readonly ticket: TicketState; readonly filesRefused: readonly string[] }
  /** Not filed yet, outcome known or not: the same body may come again under the grant. */
  | { readonly kind: 'accepted'; readonly grant: Grant }
  | Refusal<
      | 'grant-refused'
      | 'not-permitted'
      | 'key-reused'
      | 'upload-missing'
      | 'file-forbidden'
      | 'ticket-refused'
      | 'still-working'
      | 'tracker-down'
    >;

type Later = { readonly kind: 'later'; readonly why: 'down' | 'unknown'; readonly retryAfterMs: number };

/**
 * Files one ticket exactly once. Every step is stored before the tracker is asked for it, so that the same call,
 * repeated after a crash or an unknown answer, goes on from there.
 */
export function fileTicket(ports: FileTicketPorts) {
  return async (filing: Filing): Promise<FileTicketOutcome> => {
    const desk = await begin(ports, filing);
    if (desk.kind === 'refused') return desk;
    const unfit = desk.ticket.step.kind === 'filed' ? null : await judgeFiles(ports, desk.ticket, filing.body);
    if (unfit) return unfit;

    const ticket = await newTrackerTicket(ports, desk.ticket.requester, filing.body);
    const created = await ports.create(desk.ticket, ticket);
    if (created.kind === 'refused') return refuseTicket(ports, desk.ticket);
    if (created.kind === 'later') return postpone(ports, filing, created);

    const { reference, files: declared } = filing.body;
    const { number } = created;
    const attached = await ports.attach({ reference, number, declared, states: desk.ticket.files });
    if (attached.kind === 'later') return postpone(ports, filing, attached);

    if (desk.ticket.step.kind !== 'filed') await finish(ports, desk.ticket, number, declared);
    return answer(ports, filing, created.ticket, number, attached.refused);
  };
}

async function begin(
  { tickets, clock }: FileTicketPorts,
  { caller, body, bodyDigest }: Filing,
): Promise<
  { readonly kind: 'begun'; readonly ticket: DeskTicket } | Refusal<'grant-refused' | 'not-permitted' | 'key-reused'>
> {
  const { reference } = body;
  if (caller.kind === 'grant') {
    const { grant } = caller;
    const ticket =
      grant.reference === reference && grant.bodyDigest === bodyDigest ? await tickets.find(reference) : null;
    return ticket ? { kind: 'begun', ticket } : refuse('grant-refused');
  }
  const uploadIds = body.files.map(({ uploadId }) => uploadId);
  const requester = requesterOf(caller);
  const begun = await tickets.begin({ reference, requester, bodyDigest, uploadIds, at: clock.now() });
  switch (begun.kind) {
    case 'begun':
      return begun;
    case 'another-person':
      return refuse('not-permitted');
    case 'another-body':
      return refuse('key-reused');
  }
}

/** Those that an earlier attempt has dealt with are out of the spool. */
async function judgeFiles(
  ports: FileTicketPorts,
  { requester, files: states }: DeskTicket,
  { files }: NewTicket,
): Promise<Refusal<'upload-missing' | 'file-forbidden'> | null> {
  const done = new Set(
    states.filter(({ state }) => state === 'attached' || state === 'refused').map((f) => f.uploadId),
  );
  const waiting = files.filter(({ uploadId }) => !done.has(uploadId));
  return judgeUploads(ports, requester.employeeId, waiting);
}

async function newTrackerTicket(
  { texts, telegramAccounts }: FileTicketPorts,
  requester: Requester,
  body: NewTicket,
): Promise<NewTrackerTicket> {
  const { reference, requestType, priority, priorityReason, summary, fields, language } = body;
  const reason = priorityReason === null ? [] : [texts.priorityReason(language, priorityReason)];
  const telegramUserId = await telegramAccounts.find(requester.employeeId);
  return {
    reference,
    requestType,
    priority,
    summary,
    description: [body.description, ...reason].join('\n\n'),
    fields,
    onBehalfOf: requester.trackerAccount,
    employee: {
      displayName: requester.displayName,
      department: requester.department,
      ...(telegramUserId !== null && { telegramUserId }),
    },
  };
}

async function postpone(
  ports: FileTicketPorts,
  filing: Filing,
  { why, retryAfterMs }: Later,
): Promise<FileTicketOutcome> {
  const { caller, body, bodyDigest } = filing;
  if (caller.kind === 'grant') {
    const retryAfterSeconds = Math.ceil(retryAfterMs / 1000);
    return refuse(why === 'down' ? 'tracker-down' : 'still-working', { retryAfterSeconds });
  }
  const { employeeId } = caller.profile;
  const at = ports.clock.now();
  const { reference } = body;
  const grant = await ports.grants.issue(
    { id: ports.ids.uuid(), reference, employeeId, bodyDigest, expiresAt: at + filingGrantLivesMs },
    aboutTicket('ticket-accepted', employeeId, reference, at),
  );
  return { kind: 'accepted', grant: { id: grant.id, expiresAt: grant.expiresAt } };
}

async function refuseTicket(
  { audit, clock }: FileTicketPorts,
  { reference, requester }: DeskTicket,
): Promise<Refusal<'ticket-refused'>> {
  const entry = aboutTicket('ticket-refused', requester.employeeId, reference, clock.now());
  await audit.append([{ ...entry, outcome: 'refused', reason: 'tracker-refused' }]);
  return refuse('ticket-refused');
}

async function finish(
  { tickets, uploads, clock }: FileTicketPorts,
  { reference, requester }: DeskTicket,
  number: string,
  declared: readonly DeclaredFile[],
): Promise<void> {
  const at = clock.now();
  await tickets.finish(reference, {
    number,
    at,
    audit: [aboutTicket('ticket-filed', requester.employeeId, number, at)],
  });
  await uploads.remove(declared.map(({ uploadId }) => uploadId));
}

async function answer(
  ports: FileTicketPorts,
  filing: Filing,
  created: TrackerTicket | null,
  number: string,
  filesRefused: readonly string[],
): Promise<FileTicketOutcome> {
  if (created) return { kind: 'filed', ticket: await ports.presentTicket(created), filesRefused };
  const read = await ports.reader.read(number);
  switch (read.kind) {
    case 'read':
      return { kind: 'filed', ticket: await ports.presentTicket(read.ticket), filesRefused };
    case 'refused':
      return refuse('ticket-refused');
    case 'down':
    case 'unknown':
      return postpone(ports, filing, { kind: 'later', why: 'down', retryAfterMs: 10_000 });
  }
}

function aboutTicket(act: AuditEntry['act'], employeeId: string, ticketId: string, at: number): AuditEntry {
  const actor = { kind: 'person', id: employeeId } as const;
  return { act, actor, on: { kind: 'ticket', id: ticketId }, outcome: 'done', reason: null, at };
}
