import type { TicketState } from '@desk/contract';
import type { AuditEntry } from '@desk/domain';
import type { AuditLog } from '../ports/audit-log.ts';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { Directory } from '../ports/directory.ts';
import type { GivenAssignments } from '../ports/given-assignments.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketReader, TicketWriter, TrackerTicket } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import { type ChangeTicketOutcome, mayHaveDone, type Order } from './change-ticket.ts';
import type { FindTrackerAccount } from './find-tracker-account.ts';
import { comesTooLate, mayAssign } from './policy.ts';
import type { PostRemark } from './post-remark.ts';
import type { PresentTicket } from './present-ticket.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { refusedEntry, ticketEntry } from './ticket-entry.ts';
import type { WeighedTicket, WeighTicket } from './weigh-ticket.ts';

export interface AssignTicketPorts {
  readonly reader: TicketReader;
  readonly writer: TicketWriter;
  readonly directory: Directory;
  readonly given: GivenAssignments;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly comments: DeskComments;
  readonly findAccount: FindTrackerAccount;
  readonly weigh: WeighTicket;
  readonly presentTicket: PresentTicket;
  readonly remark: PostRemark;
}

export interface Assigning extends Order {
  /** Who shall have it. */
  readonly assignee: string;
  /** Who the caller believes has it now. */
  readonly expected: string | null;
}

export type AssignTicketOutcome =
  | { readonly kind: 'assigned'; readonly ticket: TicketState }
  | Extract<ChangeTicketOutcome, Refusal>
  | Refusal<'overtaken' | 'directory-down'>;

/**
 * Gives a ticket to a member of its team. The desk alone moves only what nobody has, or what it gave itself and
 * nobody has acted on since. Already there is done: a repeated call, or one resumed after a crash, ends the same way.
 */
export function assignTicket(ports: AssignTicketPorts) {
  return async (assigning: Assigning): Promise<AssignTicketOutcome> => {
    const outcome = await assign(ports, assigning);
    if (outcome.kind === 'refused' && outcome.code === 'not-permitted') {
      const { caller, number, assignee } = assigning;
      const reason = `assign-to-${assignee}`;
      await ports.audit.append([refusedEntry({ caller, number, reason }, ports.clock.now())]);
    }
    return outcome;
  };
}

async function assign(ports: AssignTicketPorts, assigning: Assigning): Promise<AssignTicketOutcome> {
  const { caller, number } = assigning;
  const read = await ports.reader.read(number);
  if (read.kind !== 'read') return refuseTrouble(read);
  const weighed = await ports.weigh(read.ticket, caller.kind === 'person' ? caller : null);
  if (caller.kind === 'person' && !(await mayGive(ports, assigning, caller, weighed))) {
    return refuseGiving(assigning, caller, weighed);
  }

  const account = await findAssignee(ports, assigning.assignee, weighed.rights.team);
  if (typeof account !== 'string') return account;
  const overtaken = await judge(ports, assigning, read.ticket, weighed);
  if (overtaken) return overtaken;
  const unsaid = await ports.remark({ ...assigning, rights: weighed.rights });
  if (unsaid) return unsaid;
  if (read.ticket.assignee !== account) return give(ports, assigning, read.ticket, account);
  await confirm(ports, assigning);
  const { assignee, resumed } = assigning;
  // Whoever assigned it may have died before saying so: said twice is better than not at all.
  if (caller.kind === 'person' && resumed) {
    await ports.audit.append([assigned(caller, number, assignee, ports.clock.now())]);
  }
  return { kind: 'assigned', ticket: weighed.state };
}

async function mayGive(
  ports: AssignTicketPorts,
  assigning: Assigning,
  { profile }: PersonCaller,
  { state, rights }: WeighedTicket,
): Promise<boolean> {
  const { assignee } = assigning;
  if (mayAssign(profile, rights, assignee)) return true;
  return state.assignee === assignee && mayHaveDone(ports, assigning);
}

function refuseGiving(
  { assignee, expected }: Assigning,
  { profile }: PersonCaller,
  { state, rights }: WeighedTicket,
): Refusal<'not-permitted' | 'overtaken'> {
  const isTooLate = expected === null && comesTooLate(profile, rights, assignee);
  return isTooLate ? refuse('overtaken', { current: state.assignee }) : refuse('not-permitted');
}

/** The account of somebody who works in the team today. */
async function findAssignee(
  { directory, findAccount }: AssignTicketPorts,
  employeeId: string,
  team: string,
): Promise<string | Refusal<'not-permitted' | 'directory-down' | 'tracker-down'>> {
  const found = await directory.findById(employeeId);
  if (found.kind === 'down') return refuse('directory-down', { retryAfterSeconds: 30 });
  if (found.kind === 'none') return refuse('not-permitted');
  const { entry } = found;
  if (!entry.active || entry.role === 'employee' || !entry.teams.includes(team)) return refuse('not-permitted');
  const account = await findAccount(entry);
  switch (account.kind) {
    case 'found':
      return account.account;
    case 'none':
      return refuse('not-permitted');
    case 'down':
      return refuse('tracker-down', { retryAfterSeconds: 10 });
  }
}

async function judge(
  { given }: AssignTicketPorts,
  { caller, number, assignee, expected }: Assigning,
  ticket: TrackerTicket,
  { state, rights }: WeighedTicket,
): Promise<Refusal<'not-permitted' | 'overtaken'> | null> {
  if (state.assignee === assignee) return null;
  if (!agrees(state, rights.assigned, expected)) return refuse('overtaken', { current: state.assignee });
  if (caller.kind === 'person' || !rights.assigned) return null;
  const own = expected === null ? null : await given.find(number, expected);
  if (own?.account !== ticket.assignee) return refuse('not-permitted');
  return own.statusThen === ticket.status ? null : refuse('overtaken', { current: state.assignee });
}

/** Somebody has it who is no employee we know: then no expectation agrees, and nobody's assignment is undone unseen. */
function agrees(state: TicketState, assigned: boolean, expected: string | null): boolean {
  return state.assignee === expected && (assigned ? state.assignee !== null : true);
}

async function give(
  ports: AssignTicketPorts,
  { caller, number, assignee }: Assigning,
  ticket: TrackerTicket,
  account: string,
): Promise<AssignTicketOutcome> {
  const { given, writer, audit, clock, presentTicket } = ports;
  const own = { number, employeeId: assignee, account, statusThen: ticket.status, at: clock.now() };
  if (caller.kind === 'service') await given.save(own);

  const outcome = await writer.assign(number, account);
  const after =
    outcome.kind === 'down' || outcome.kind === 'refused' ? null : await readBack(ports, ticket, account, outcome);
  if (after?.assignee !== account) {
    if (outcome.kind === 'down' || outcome.kind === 'refused') await given.remove(number, assignee);
    return refuseTrouble(outcome.kind === 'assigned' ? { kind: 'unknown' } : outcome);
  }
  await confirm(ports, { caller, number, assignee });
  if (caller.kind === 'person') {
    await given.removeAll(number);
    await audit.append([assigned(caller, number, assignee, clock.now())]);
  }
  return { kind: 'assigned', ticket: await presentTicket(after) };
}

/** Of what the desk gave: also when an earlier attempt got so far and no further. */
async function confirm(
  { given, clock }: AssignTicketPorts,
  { caller, number, assignee }: Pick<Assigning, 'caller' | 'number' | 'assignee'>,
): Promise<void> {
  if (caller.kind === 'service') await given.confirm(number, assignee, assigned(caller, number, assignee, clock.now()));
}

/** The ticket as the tracker has it now; if that is not to be had, as a write that surely happened left it. */
async function readBack(
  { reader, clock }: AssignTicketPorts,
  before: TrackerTicket,
  account: string,
  { kind }: { readonly kind: 'assigned' | 'unknown' },
): Promise<TrackerTicket | null> {
  const read = await reader.read(before.number);
  if (read.kind === 'read') return read.ticket;
  return kind === 'assigned' ? { ...before, assignee: account, changedAt: clock.now() } : null;
}

function assigned(caller: Assigning['caller'], number: string, assignee: string, at: number): AuditEntry {
  return ticketEntry({ caller, number, act: 'ticket-assigned', reason: `to-${assignee}` }, at);
}
