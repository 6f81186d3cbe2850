import type { ProblemCode, Remark, TicketState } from '@desk/contract';
import type { AuditAct } from '@desk/domain';
import type { AuditLog } from '../ports/audit-log.ts';
import type { DeskComments } from '../ports/desk-comments.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketReader, TrackerRefused, TrackerTicket, TrackerTrouble } from '../ports/tracker.ts';
import type { PersonCaller, ServiceCaller } from './caller.ts';
import { hasBegunComment } from './has-begun-comment.ts';
import type { TicketRights } from './policy.ts';
import type { PostRemark } from './post-remark.ts';
import type { PresentTicket } from './present-ticket.ts';
import { type Refusal, refuse } from './refusal.ts';
import { refuseTrouble } from './refuse-trouble.ts';
import { refusedEntry, ticketEntry } from './ticket-entry.ts';
import type { WeighTicket } from './weigh-ticket.ts';

export interface ChangeTicketPorts {
  readonly reader: TicketReader;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly comments: DeskComments;
  readonly weigh: WeighTicket;
  readonly presentTicket: PresentTicket;
  readonly remark: PostRemark;
}

/** Who wants a ticket changed, as every change is asked for. */
export interface Order {
  readonly caller: PersonCaller | ServiceCaller;
  readonly number: string;
  readonly remark: Remark | null;
  readonly bodyDigest: string;
  /** The same call was begun before and may have changed the ticket, and with it the caller's rights. */
  readonly resumed: boolean;
}

/** One kind of change. `C`: what it may be refused for beside what any change may. */
export interface Change<C extends ProblemCode = never> {
  /** For the audit: what it is called, and a code of what was wanted. */
  act(before: TrackerTicket): AuditAct;
  readonly what: string;
  isPermitted(rights: TicketRights): boolean;
  /** Nothing is left to do. */
  isDone(ticket: TrackerTicket): boolean;
  write(): Promise<{ readonly kind: 'moved' | 'prioritised' | 'transferred' } | TrackerTrouble>;
  /** A refusal of the tracker's that means something of its own here. */
  refuse?(reason: TrackerRefused['reason'], before: TrackerTicket): Refusal<C> | null;
  /** The words as they are posted. */
  word?(remark: Remark, before: TrackerTicket): Remark;
  /** What a change that surely happened left, where the ticket cannot be read again. */
  assume(before: TrackerTicket): TrackerTicket;
}

export type ChangeTicketOutcome =
  | { readonly kind: 'changed'; readonly ticket: TicketState }
  | Refusal<
      | 'request-invalid'
      | 'not-permitted'
      | 'not-found'
      | 'key-reused'
      | 'still-working'
      | 'ticket-refused'
      | 'tracker-down'
    >;

/**
 * Changes a ticket once for somebody with a right to it: the words first, then the change. What is so already is done:
 * a repeated call, or one resumed after a crash, ends the same way.
 */
export function changeTicket(ports: ChangeTicketPorts) {
  return async <C extends ProblemCode = never>(
    order: Order,
    change: Change<C>,
  ): Promise<ChangeTicketOutcome | Refusal<C>> => {
    const { caller, number } = order;
    const { reader, weigh, audit, clock } = ports;
    const read = await reader.read(number);
    if (read.kind !== 'read') return refuseTrouble(read);
    const { ticket: before } = read;
    const { state, rights } = await weigh(before, caller.kind === 'person' ? caller : null);
    const done = change.isDone(before);
    if (!change.isPermitted(rights) && !(done && (await mayHaveDone(ports, order)))) {
      return refuseRight(ports, order, change);
    }

    const remark = order.remark && (change.word?.(order.remark, before) ?? order.remark);
    const unsaid = await ports.remark({ ...order, remark, rights });
    if (unsaid) return unsaid.code === 'not-permitted' ? refuseRight(ports, order, change) : unsaid;
    const entry = () => ticketEntry({ caller, number, act: change.act(before), reason: change.what }, clock.now());
    if (done) {
      // Whoever made it may have died before saying so: said twice is better than not at all.
      if (order.resumed) await audit.append([entry()]);
      return { kind: 'changed', ticket: state };
    }
    const after = await write(ports, before, change);
    if (after.kind === 'refused') return after;
    await audit.append([entry()]);
    return { kind: 'changed', ticket: await ports.presentTicket(after.ticket) };
  };
}

export type ChangeTicket = ReturnType<typeof changeTicket>;

async function write<C extends ProblemCode>(
  { reader, clock }: ChangeTicketPorts,
  before: TrackerTicket,
  change: Change<C>,
): Promise<
  { readonly kind: 'written'; readonly ticket: TrackerTicket } | Extract<ChangeTicketOutcome, Refusal> | Refusal<C>
> {
  const outcome = await change.write();
  if (outcome.kind === 'down') return refuseTrouble(outcome);
  if (outcome.kind === 'refused') {
    const { reason } = outcome;
    return change.refuse?.(reason, before) ?? refuse(reason === 'not-found' ? 'not-found' : 'ticket-refused');
  }
  const after = await reader.read(before.number);
  if (after.kind === 'read' && (outcome.kind !== 'unknown' || change.isDone(after.ticket))) {
    return { kind: 'written', ticket: after.ticket };
  }
  if (outcome.kind === 'unknown') return refuseTrouble(outcome);
  return { kind: 'written', ticket: { ...change.assume(before), changedAt: clock.now() } };
}

/**
 * Whether an earlier attempt of this very call may have made the change, and lost its caller the right to it: staff alone
 * can, by handing a ticket on. With words, these must have been begun.
 */
export async function mayHaveDone(
  { comments }: Pick<ChangeTicketPorts, 'comments'>,
  { caller, number, remark, bodyDigest, resumed }: Order,
): Promise<boolean> {
  if (!resumed || caller.kind === 'service' || caller.profile.role === 'employee') return false;
  return remark === null || hasBegunComment(comments, { caller, number, message: remark.message, bodyDigest });
}

async function refuseRight(
  { audit, clock }: ChangeTicketPorts,
  { caller, number }: Order,
  { what }: Pick<Change, 'what'>,
): Promise<Refusal<'not-permitted'>> {
  await audit.append([refusedEntry({ caller, number, reason: what }, clock.now())]);
  return refuse('not-permitted');
}
